import { Column, Entity, Index } from 'typeorm'
import { At, BigInt64, CreatedAt, Fen, Id, Key, OneOf, Text } from '../../../platform/database'
import type { ImportState } from './order-import.policy'

/** One uploaded order file and what became of it. */
@Entity()
@Index(['fileHash'])
export class OrderImport {
  @Id()
  id: number

  @Text(190)
  fileName: string

  /** SHA-256, to notice the same file. */
  @Key(64)
  fileHash: string

  @OneOf()
  encoding: 'UTF-8' | 'GBK' | 'Excel'

  @OneOf({ default: 'checked' })
  state: ImportState

  @BigInt64({ nullable: true })
  jobId: number | null

  /** Lines under the heading. */
  @Column({ type: 'int', unsigned: true })
  totalRows: number

  /** Lines that could be imported. */
  @Column({ type: 'int', unsigned: true })
  validRows: number

  @Column({ type: 'int', unsigned: true })
  rejectedRows: number

  @Column({ type: 'int', unsigned: true })
  orderCount: number

  @Column({ type: 'int', unsigned: true })
  buyerCount: number

  /** Codes that no product has. */
  @Column({ type: 'int', unsigned: true })
  unknownSkuCount: number

  @Fen()
  amountFen: number

  @At({ nullable: true })
  firstOrderedAt: Date | null

  @At({ nullable: true })
  lastOrderedAt: Date | null

  /** Valid lines that have been worked through. */
  @Column({ type: 'int', unsigned: true, default: 0 })
  doneRows: number

  /** Of these, the ones that were new. */
  @Column({ type: 'int', unsigned: true, default: 0 })
  importedRows: number

  @BigInt64()
  staffId: number

  @Text(64)
  staffName: string

  @At({ nullable: true })
  startedAt: Date | null

  @At({ nullable: true })
  finishedAt: Date | null

  @CreatedAt()
  createdAt: Date
}
