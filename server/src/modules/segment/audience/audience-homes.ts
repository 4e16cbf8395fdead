import { Injectable, type OnModuleInit } from '@nestjs/common'
import { copySource, EngineFeed } from '../../../platform/audience-engine'
import { CustomerMoves, homesBelow, type HomeRow } from '../../identity'
import { AUDIENCE_HOME_FEED, AUDIENCE_HOME_TABLE } from '../../rule'

type Rows = { audience_home: HomeRow[] }

/** Tells the engine whom the numbers in a list stand for, as people are merged and parted. */
@Injectable()
export class AudienceHomes implements OnModuleInit {
  constructor(
    private readonly feed: EngineFeed,
    private readonly moves: CustomerMoves,
  ) {}

  onModuleInit(): void {
    this.feed.source(
      copySource<Rows>({
        kind: AUDIENCE_HOME_FEED,
        tables: [AUDIENCE_HOME_TABLE],
        read: async (manager, keys) => ({ audience_home: await homesBelow(manager, keys) }),
        pages: async (manager, after, limit) => {
          const rows = await manager.query<{ id: string }[]>(
            'SELECT DISTINCT merged_into AS id FROM customer WHERE merged_into > ? ORDER BY merged_into LIMIT ?',
            [after, limit],
          )
          return rows.map(({ id }) => Number(id))
        },
        touches: (_, keys) => keys.map((customerId) => ({ topic: 'customer', customerId })),
      }),
    )
    this.moves.register({
      name: 'audience-home',
      move: ({ from, to }) => this.feed.changed(AUDIENCE_HOME_FEED, [from, to]),
      erase: (_, homeIds) => this.feed.changed(AUDIENCE_HOME_FEED, homeIds),
    })
  }
}
