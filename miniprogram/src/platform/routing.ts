import Taro from '@tarojs/taro'

/** Page moves work the same on both platforms. */
export const routing = {
  open(path: string): void {
    void Taro.navigateTo({ url: path })
  },
  replace(path: string): void {
    void Taro.redirectTo({ url: path })
  },
  openTab(path: string): void {
    void Taro.switchTab({ url: path })
  },
  back(): void {
    if (Taro.getCurrentPages().length > 1) void Taro.navigateBack()
    else void Taro.switchTab({ url: '/pages/home/index' })
  },
}
