import { useQuery } from '@tanstack/react-query'
import { DateTime, EmptyState, QueryView, Section, Sentence } from '../../../ui'
import { tagVersionsQuery } from '../api/tag-versions'
import css from './versions.module.css'

/** Every published version, the newest first. */
export function Versions({ tagId }: { tagId: string }) {
  const versions = useQuery(tagVersionsQuery(tagId))
  return (
    <Section title="版本记录">
      <QueryView query={versions} rows={3} compact>
        {(all) =>
          all.length === 0 ? (
            <EmptyState compact title="还没有发布过" />
          ) : (
            <ol className={css.versions}>
              {all.map(({ version, sentence, publishedAt, publishedBy }) => (
                <li key={version} className={css.version}>
                  <div className={css.head}>
                    <b>v{version}</b>
                    <DateTime value={publishedAt} />
                    {publishedBy && <span>{publishedBy}</span>}
                  </div>
                  <Sentence text={sentence} quiet />
                </li>
              ))}
            </ol>
          )
        }
      </QueryView>
    </Section>
  )
}
