import { Column, Entity, Index } from 'typeorm'
import { At, BigInt64, CreatedAt, Id, Json, OneOf, Text } from '../../../platform/database'
import type { AudienceImportState } from './audience-import.policy'

/** A file of phone numbers, openids or customer numbers that is to become an audience. */
@Entity()
@Index(['fileForgottenAt', 'createdAt'])
export class AudienceImport {
  @Id()
  id: number

  @Text(190)
  fileName: string

  @OneOf({ default: 'checking' })
  state: AudienceImportState

  /** What looks for the people. */
  @BigInt64({ nullable: true })
  jobId: number | null

  /** Lines under the heading. */
  @Column({ type: 'int', unsigned: true })
  totalRows: number

  /** Lines that have been looked up. */
  @Column({ type: 'int', unsigned: true, default: 0 })
  doneRows: number

  /** Different people whom the file names. */
  @Column({ type: 'int', unsigned: true, default: 0 })
  people: number

  /** Lines that name somebody already named by an earlier line. */
  @Column({ type: 'int', unsigned: true, default: 0 })
  repeatedRows: number

  /** Lines that name nobody we know, or nothing readable. */
  @Column({ type: 'int', unsigned: true, default: 0 })
  rejectedRows: number

  /** The first of these lines, without what they said. */
  @Json({ nullable: true })
  firstRejects: { row: number; reason: string }[] | null

  /** The list of whom the file names: hidden until somebody keeps it as an audience. */
  @BigInt64({ nullable: true })
  audienceId: number | null

  @BigInt64()
  staffId: number

  /** When what was uploaded, with everything personal in it, was thrown away. */
  @At({ nullable: true })
  fileForgottenAt: Date | null

  @CreatedAt()
  createdAt: Date
}
