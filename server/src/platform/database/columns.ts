import { Column, Generated, PrimaryColumn, type ColumnOptions } from 'typeorm'

const safeInteger = {
  to: (value: unknown): unknown => value,
  from: (value: string | number | null): number | null => (value === null ? null : Number(value)),
}

/** An automatic 64-bit primary key, read as a number (ours stay below 2^53). */
export const Id = (): PropertyDecorator => (target, key) => {
  PrimaryColumn({ type: 'bigint', unsigned: true, transformer: safeInteger })(target, key)
  Generated('increment')(target, key)
}

/** An unsigned 64-bit number of ours: a reference, a count, or fen. Platform ids are text instead. */
export const BigInt64 = (options: ColumnOptions = {}): PropertyDecorator =>
  Column({ type: 'bigint', unsigned: true, transformer: safeInteger, ...options })

/** A signed 64-bit number of ours, for amounts in fen that may fall below zero. */
export const Fen = (options: ColumnOptions = {}): PropertyDecorator =>
  Column({ type: 'bigint', transformer: safeInteger, ...options })

/** A moment, in UTC with milliseconds. */
export const At = (options: ColumnOptions = {}): PropertyDecorator =>
  Column({ type: 'datetime', precision: 3, ...options })

/** When the row was made; filled by the database. */
export const CreatedAt = (): PropertyDecorator =>
  Column({ type: 'datetime', precision: 3, default: () => 'CURRENT_TIMESTAMP(3)', update: false })

/** Text of at most `length` characters. */
export const Text = (length: number, options: ColumnOptions = {}): PropertyDecorator =>
  Column({ type: 'varchar', length, ...options })

/** Text compared byte by byte: platform ids, keys and hashes, where `a` and `A` differ. */
export const Key = (length: number, options: ColumnOptions = {}): PropertyDecorator =>
  Column({ type: 'varchar', length, charset: 'ascii', collation: 'ascii_bin', ...options })

/** One of a few declared words. */
export const OneOf = (options: ColumnOptions = {}): PropertyDecorator =>
  Column({ type: 'varchar', length: 32, charset: 'ascii', collation: 'ascii_bin', ...options })

/** A value kept as JSON text. MariaDB's JSON type is an alias of LONGTEXT, so the text type keeps the drift check still. */
export const Json = (options: ColumnOptions = {}): PropertyDecorator =>
  Column({
    type: 'longtext',
    transformer: {
      to: (value: unknown): string | null | undefined =>
        value === undefined ? undefined : value === null ? null : JSON.stringify(value),
      from: (value: string | null): unknown => (value === null ? null : JSON.parse(value)),
    },
    ...options,
  })
