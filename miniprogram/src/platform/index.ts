export { platform, elements } from './impl'
export * from './lifecycle'
export { PlatformError } from './types'
export type * from './types'
