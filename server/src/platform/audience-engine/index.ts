export type { EngineTable } from './engine-table'
