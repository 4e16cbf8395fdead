import { Injectable } from '@nestjs/common'
import type { Permission } from '@guiyi/shared'
import type { CsvCell } from '../http'

/** What a generator yields: the head of the table and its rows, read as they are written. */
export interface ExportTable {
  headers: string[]
  /** How many rows are to be expected, for the progress bar. */
  total: number
  rows: AsyncIterable<CsvCell[]>
}

export interface ExportKind<P> {
  kind: string
  /** Held by whoever asks for such a file, and again by whoever fetches it. */
  permissions: readonly Permission[]
  /** Called by the job, outside of any request; called again from the start when a try failed. */
  open(params: P): Promise<ExportTable>
}

/** A kind whose params only its own generator knows. */
type AnyExportKind = ExportKind<never>

/** Everything that can be had as a file, registered by the modules while the server starts. */
@Injectable()
export class ExportKinds {
  private readonly kinds = new Map<string, AnyExportKind>()

  /** @throws at start-up when the kind already has a generator */
  register<P>(kind: ExportKind<P>): void {
    if (this.kinds.has(kind.kind)) throw new Error(`导出 ${kind.kind} 有两个生成者`)
    this.kinds.set(kind.kind, kind)
  }

  /** @throws for a kind without a generator */
  get(kind: string): AnyExportKind {
    const found = this.kinds.get(kind)
    if (!found) throw new Error(`导出 ${kind} 没有生成者`)
    return found
  }
}
