import { Injectable, type OnModuleInit } from '@nestjs/common'
import { copySource, EngineFeed } from '../../platform/audience-engine'
import { CONTENT_ENGINE_TABLE, type ContentEngineRow } from './engine-table'

/** Copies what describes articles to the engine. Events point at an article, so a new tag counts for what was read before, too. */
@Injectable()
export class ContentFeed implements OnModuleInit {
  constructor(private readonly feed: EngineFeed) {}

  onModuleInit(): void {
    this.feed.source(
      copySource({
        kind: 'content',
        tables: [CONTENT_ENGINE_TABLE],
        read: async (manager, ids) => {
          const rows = await manager.query<{ id: number | string; name: string | null }[]>(
            `SELECT article.id AS id, content_tag.name AS name FROM article
             LEFT JOIN article_tag ON article_tag.article_id = article.id
             LEFT JOIN content_tag ON content_tag.id = article_tag.tag_id
             WHERE article.id IN (?) ORDER BY article.id, content_tag.id`,
            [ids],
          )
          return { content: groupByArticle(rows) }
        },
        pages: async (manager, after, limit) => {
          const rows = await manager.query<{ id: number | string }[]>(
            'SELECT id FROM article WHERE id > ? ORDER BY id LIMIT ?',
            [after, limit],
          )
          return rows.map(({ id }) => Number(id))
        },
        touches: () => [{ topic: 'content' }],
      }),
    )
  }
}

function groupByArticle(rows: readonly { id: number | string; name: string | null }[]): ContentEngineRow[] {
  const byArticle = new Map<number, string[]>()
  for (const { id, name } of rows) {
    const tags = byArticle.get(Number(id)) ?? []
    byArticle.set(Number(id), name === null ? tags : [...tags, name])
  }
  return [...byArticle].map(([id, tags]) => ({ id, tags }))
}
