import { Injectable, type OnModuleInit } from '@nestjs/common'
import { In } from 'typeorm'
import { Database } from '../../../platform/database'
import { CustomerMoves, type CustomerMove } from '../../identity'
import { SetHandTag } from '../commands/set-hand-tag'
import { HandTagChange } from './hand-tag-change.entity'
import { HandTag } from './hand-tag.entity'
import { TagService } from '../tag.service'

/**
 * Hand-set tags follow a merge and its undoing. What the survivor already says (the same value, or any value of an
 * exclusive tag) stays hers; the absorbed customer's row then stays behind, to be there again if the merge is undone.
 */
@Injectable()
export class HandTagMoves implements OnModuleInit {
  constructor(
    private readonly moves: CustomerMoves,
    private readonly db: Database,
    private readonly tags: TagService,
    private readonly setHandTag: SetHandTag,
  ) {}

  onModuleInit(): void {
    this.moves.register({
      name: 'hand-tag',
      move: (move, remembered) => this.move(move, remembered),
      erase: (customerId, homeIds) => this.erase(customerId, homeIds),
    })
  }

  private async move(move: CustomerMove, remembered: number[]): Promise<number[]> {
    const rows = await this.db
      .repo(HandTag)
      .findBy(move.kind === 'merge' ? { customerId: move.from } : { customerId: move.from, id: In([0, ...remembered]) })
    const moved: number[] = []
    for (const row of rows) {
      const tag = await this.tags.get(row.tagId)
      const clash = await this.db
        .repo(HandTag)
        .existsBy({ tagId: row.tagId, customerId: move.to, ...(tag.multiple ? { value: row.value } : {}) })
      if (clash) continue
      moved.push(row.id)
      await this.setHandTag.change(tag, [move.from, move.to], { act: move.kind }, async () => {
        await this.db.repo(HandTag).update({ id: row.id }, { customerId: move.to })
      })
    }
    await this.showRest(move.kind === 'merge' ? move.from : move.to, move.kind === 'unmerge')
    return moved
  }

  /** What the survivor did not take over leaves the engine with the absorbed customer, and comes back with her. */
  private async showRest(customerId: number, visible: boolean): Promise<void> {
    const rows = await this.db.repo(HandTag).findBy({ customerId })
    for (const tagId of new Set(rows.map((row) => row.tagId)))
      await this.setHandTag.show(await this.tags.get(tagId), customerId, visible)
  }

  /** What had stayed behind with those she absorbed goes too; the engine has forgotten it since their merge. */
  private async erase(customerId: number, homeIds: readonly number[]): Promise<void> {
    const tagIds = new Set((await this.db.repo(HandTag).findBy({ customerId })).map(({ tagId }) => tagId))
    for (const tagId of tagIds) {
      await this.setHandTag.change(await this.tags.get(tagId), [customerId], { act: 'erase' }, async () => {
        await this.db.repo(HandTag).delete({ tagId, customerId })
      })
    }
    await this.db.repo(HandTag).delete({ customerId: In([...homeIds]) })
    await this.db.repo(HandTagChange).delete({ customerId: In([...homeIds]) })
  }
}
