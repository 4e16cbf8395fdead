export * from './kernel'
export * from './mini-program'
export * from './official-account'
export * from './work'
