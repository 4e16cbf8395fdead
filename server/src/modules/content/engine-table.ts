import type { EngineTable } from '../../platform/audience-engine'

/** What describes the articles that events point at. Fed by kind `content`, keys are content ids. */
export const CONTENT_ENGINE_TABLE: EngineTable = {
  name: 'content',
  columns: `id UInt64,
    tags Array(LowCardinality(String))`,
  order: 'id',
  replaceBy: 'id',
}

export interface ContentEngineRow {
  id: number
  /** Names of the content tags. */
  tags: string[]
}
