import { Column, Entity, Index } from 'typeorm'
import { At, BigInt64, CreatedAt, Id, Json, Key, OneOf, Text } from '../database'
import type { ExportState } from './export.policy'

/** A file that a member of staff asked for, and what became of it. */
@Entity()
@Index(['staffId', 'id'])
@Index(['expiresAt'])
export class ExportFile {
  @Id()
  id: number

  @Key(64)
  kind: string

  /** What the file is called when it is fetched, without extension. */
  @Text(120)
  name: string

  /** What the generator is asked for; the kind's own shape. */
  @Json()
  params: object

  @OneOf({ default: 'running' })
  state: ExportState

  @BigInt64()
  staffId: number

  @BigInt64({ nullable: true })
  jobId: number | null

  @Column({ type: 'int', unsigned: true, default: 0 })
  rowsWritten: number

  @BigInt64({ default: 0 })
  bytes: number

  /** Initialisation vector and tag of the sealed file, in hexadecimal; null before it is complete. */
  @Key(64, { nullable: true })
  seal: string | null

  /** How often it was fetched. */
  @Column({ type: 'int', unsigned: true, default: 0 })
  downloads: number

  @CreatedAt()
  createdAt: Date

  @At({ nullable: true })
  finishedAt: Date | null

  /** When the file is thrown away. */
  @At()
  expiresAt: Date
}
