export * from './errors/index'
export * from './events'
export * from './permissions'
