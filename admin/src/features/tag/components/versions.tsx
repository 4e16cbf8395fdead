import { DateTime, EmptyState, Section, Sentence } from '../../../ui'
import type { TagDetail } from '../api/get-tag'
import css from './versions.module.css'

/** Every published version, the newest first. */
export function Versions({ versions }: { versions: TagDetail['versions'] }) {
  return (
    <Section title="版本记录">
      {versions.length === 0 && <EmptyState compact title="还没有发布过" />}
      <ol className={css.versions}>
        {versions.map(({ version, sentence, publishedAt, publishedByName }) => (
          <li key={version} className={css.version}>
            <div className={css.head}>
              <b>v{version}</b>
              <DateTime value={publishedAt} />
              {publishedByName && <span>{publishedByName}</span>}
            </div>
            <Sentence text={sentence ?? '手工设置'} quiet />
          </li>
        ))}
      </ol>
    </Section>
  )
}
