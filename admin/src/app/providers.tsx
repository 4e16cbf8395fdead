import { QueryClientProvider } from '@tanstack/react-query'
import { App, ConfigProvider, type ThemeConfig } from 'antd'
import zhCN from 'antd/locale/zh_CN'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import { useEffect, useState, type ReactNode } from 'react'
import { connectNotify } from '../lib/notify'
import { createQueryClient } from './query-client'
import { theme as consoleTheme } from './theme'

dayjs.locale('zh-cn')

/** Language, look and data cache; used by the console and by the sidebar. */
export function Providers({ children, theme = consoleTheme }: { children: ReactNode; theme?: ThemeConfig }) {
  const [client] = useState(createQueryClient)
  return (
    <ConfigProvider
      locale={zhCN}
      theme={theme}
      button={{ autoInsertSpace: false }}
      form={{ validateMessages: { required: '请填写${label}' } }}
    >
      <App>
        <NotifyBridge />
        <QueryClientProvider client={client}>{children}</QueryClientProvider>
      </App>
    </ConfigProvider>
  )
}

function NotifyBridge() {
  const { message } = App.useApp()
  useEffect(() => connectNotify(message), [message])
  return null
}
