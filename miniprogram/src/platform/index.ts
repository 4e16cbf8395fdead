export { platform, elements } from './impl'
export * from './lifecycle'
export type * from './types'
