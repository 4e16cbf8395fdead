import 'react'

declare module 'react' {
  /** CSS variables may be set in `style`, e.g. `--columns` of a `grid`. */
  interface CSSProperties {
    [variable: `--${string}`]: string | number | undefined
  }
}
