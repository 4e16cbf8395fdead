import {
  useDidHide,
  useDidShow,
  useLaunch,
  usePullDownRefresh,
  useReachBottom,
  useRouter,
  useShareAppMessage,
} from '@tarojs/taro'

export const useAppLaunched: (act: () => void) => void = useLaunch
/** The page came to the front (first time included). */
export const usePageShown: (act: () => void) => void = useDidShow
/** The page was covered by another one, or its tab was left. */
export const usePageHidden: (act: () => void) => void = useDidHide
export const usePullDown: (act: () => void) => void = usePullDownRefresh
export const useBottomReached: (act: () => void) => void = useReachBottom

/** The query of the current page; a missing parameter is an empty string. */
export function usePageParam(name: string): string {
  const value = useRouter().params[name]
  return value === undefined ? '' : decodeURIComponent(value)
}

/** The card that «转发» sends; `path` leads back here. The page's config must also say `enableShareAppMessage`. */
export function useShareCard(card: () => { title: string; path: string; imageUrl?: string }): void {
  useShareAppMessage(() => {
    const { imageUrl, ...rest } = card()
    return imageUrl ? { ...rest, imageUrl } : rest
  })
}
