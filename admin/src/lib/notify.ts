import type { MessageInstance } from 'antd/es/message/interface'

let instance: MessageInstance | undefined

/** Called once by the providers: toasts shown outside components (query cache) need the themed instance. */
export function connectNotify(message: MessageInstance): void {
  instance = message
}

export const notify = {
  error: (text: string): void => void instance?.error(text),
  success: (text: string): void => void instance?.success(text),
  info: (text: string): void => void instance?.info(text),
}
