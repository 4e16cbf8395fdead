import { Column, Entity, Index } from 'typeorm'
import { At, BigInt64, CreatedAt, Id, Text } from '../../../platform/database'

/** A file of phone numbers, openids or customer numbers that is to become an audience. */
@Entity()
@Index(['fileForgottenAt', 'createdAt'])
export class AudienceImport {
  @Id()
  id: number

  @Text(190)
  fileName: string

  /** Lines under the heading. */
  @Column({ type: 'int', unsigned: true })
  totalRows: number

  /** Different people whom the file names. */
  @Column({ type: 'int', unsigned: true })
  people: number

  /** Lines that name somebody already named by an earlier line. */
  @Column({ type: 'int', unsigned: true })
  repeatedRows: number

  /** Lines that name nobody we know, or nothing readable. */
  @Column({ type: 'int', unsigned: true })
  rejectedRows: number

  /** The audience that was made of it. */
  @BigInt64({ nullable: true })
  audienceId: number | null

  @BigInt64()
  staffId: number

  /** When the uploaded file, with everything personal in it, was thrown away. */
  @At({ nullable: true })
  fileForgottenAt: Date | null

  @CreatedAt()
  createdAt: Date
}
