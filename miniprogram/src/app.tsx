import type { PropsWithChildren } from 'react'
import { startSession } from '@/features/session'
import { useAppLaunched } from '@/platform'
import './app.scss'

export default function App({ children }: PropsWithChildren) {
  useAppLaunched(startSession)
  return children
}
