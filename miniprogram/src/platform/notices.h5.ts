import Taro from '@tarojs/taro'

export function toast(text: string): void {
  void Taro.showToast({ title: text, icon: 'none', duration: 2200 })
}

/** Puts `text` on the clipboard and says `done`, or says that the browser forbade it. */
export function copy(text: string, done: string): void {
  if (!navigator.clipboard) return toast('浏览器不允许复制，请手动选择文字')
  void navigator.clipboard.writeText(text).then(
    () => toast(done),
    () => toast('浏览器不允许复制，请手动选择文字'),
  )
}
