export { At, BigInt64, CreatedAt, Fen, Id, Json, Key, OneOf, Text } from './columns'
export { Database } from './database'
export { IdAllocator } from './id-allocator'
export type { UpdateResultHeader } from './result'
