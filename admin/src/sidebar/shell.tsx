import { Component, type ErrorInfo, type ReactNode } from 'react'
import { ErrorState } from '../ui/states'
import css from './shell.module.css'

/** The sidebar's column: as wide as WeCom gives it, readable when opened in a wide window, and whole when a part breaks. */
export class SidebarShell extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: null }

  static getDerivedStateFromError(error: unknown) {
    return { error }
  }

  override componentDidCatch(error: Error, info: ErrorInfo) {
    console.error(error, info.componentStack)
  }

  override render() {
    return (
      <div className={css.column}>
        {this.state.error ? (
          <ErrorState error={this.state.error} onRetry={() => this.setState({ error: null })} />
        ) : (
          this.props.children
        )}
      </div>
    )
  }
}
