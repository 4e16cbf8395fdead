import { Injectable } from '@nestjs/common'
import { AppError } from '../../../platform/errors'
import { PublicId } from '../../../platform/public-id'
import { PeopleFinder, type IdentityKind } from '../../identity'
import { readAudienceLine } from './audience-line.policy'

export interface FileLine {
  /** Line number as a spreadsheet counts. */
  row: number
  cells: Record<string, string>
}

export interface RejectedLine extends FileLine {
  reason: string
}

/** What has been found out about the lines of a file so far. */
export interface FoundPeople {
  ids: Set<number>
  /** Lines that name somebody already named by an earlier line. */
  repeatedRows: number
  rejected: RejectedLine[]
}

type Named = { by: IdentityKind | 'customer'; value: string }

/** Finds whom the lines of a file name. */
@Injectable()
export class NamedPeople {
  constructor(
    private readonly finder: PeopleFinder,
    private readonly publicId: PublicId,
  ) {}

  /** Looks some lines up and adds what they say to `found`. */
  async look(lines: readonly FileLine[], found: FoundPeople): Promise<void> {
    const read = lines.map((line) => ({ ...line, named: readAudienceLine(line.cells) }))
    const known = await this.owners(read.flatMap(({ named }) => ('by' in named ? [named] : [])))
    for (const { row, cells, named } of read) {
      const owners = 'by' in named ? (known.get(`${named.by}:${named.value}`) ?? []) : []
      if (owners.length === 0) {
        found.rejected.push({ row, cells, reason: 'problem' in named ? named.problem : '没有找到对应的客户' })
      } else if (owners.every((id) => found.ids.has(id))) {
        found.repeatedRows += 1
      } else {
        for (const id of owners) found.ids.add(id)
      }
    }
  }

  private async owners(named: readonly Named[]): Promise<Map<string, number[]>> {
    const owners = new Map<string, number[]>()
    for (const by of new Set(named.map((one) => one.by))) {
      const values = [...new Set(named.filter((one) => one.by === by).map(({ value }) => value))]
      const found = by === 'customer' ? await this.living(values) : await this.finder.find(by, values)
      for (const [value, ids] of found) owners.set(`${by}:${value}`, ids)
    }
    return owners
  }

  /** Customer numbers of living customers; an absorbed one means its survivor. */
  private async living(publicIds: readonly string[]): Promise<Map<string, number[]>> {
    const numbers = new Map(publicIds.map((publicId) => [publicId, this.numberOf(publicId)]))
    const living = await this.finder.living([...numbers.values()].flatMap((id) => id ?? []))
    const found = new Map<string, number[]>()
    for (const [publicId, id] of numbers) {
      const survivor = id === null ? undefined : living.get(id)
      if (survivor !== undefined) found.set(publicId, [survivor])
    }
    return found
  }

  private numberOf(publicId: string): number | null {
    try {
      return this.publicId.decode('customer', publicId)
    } catch (error) {
      if (error instanceof AppError && error.code === 'NOT_FOUND') return null
      throw error
    }
  }
}
