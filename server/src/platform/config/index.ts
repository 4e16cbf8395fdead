export { CONFIG, readConfig } from './config'
export type { Config, ProcessRole, SecretKey } from './config'
