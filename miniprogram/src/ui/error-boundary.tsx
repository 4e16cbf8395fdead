import { Component } from 'react'
import type { ReactNode } from 'react'
import { platform } from '@/platform'
import { StateView } from './state-view'

/** Taro wraps every page, so a boundary above the pages never fires; each page carries its own. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError() {
    return { broken: true }
  }

  override componentDidCatch(error: unknown) {
    platform.report(error)
  }

  override render() {
    if (!this.state.broken) return this.props.children
    return (
      <StateView
        icon="cloud"
        title="页面出了点小状况"
        text="我们已记录这个问题，您可以再试一次"
        act="重新加载"
        onAct={() => this.setState({ broken: false })}
      />
    )
  }
}
