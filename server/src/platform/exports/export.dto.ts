import type { ExportState } from './export.policy'

/** A file that somebody asked for. */
export class ExportFileReply {
  id: number
  name: string
  state: ExportState
  /** Follows the making; see /api/system/jobs. */
  jobId: number | null
  /** Rows in the file. */
  rows: number
  bytes: number
  createdAt: string
  finishedAt: string | null
  /** Fetch it before this time. */
  expiresAt: string
}
