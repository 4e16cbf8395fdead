import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { catalogQuery } from '../../../rule-editor'
import { QueryView } from '../../../ui'
import { tagQuery } from '../api/get-tag'
import { TagEditor } from '../components/tag-editor'

/** A new tag, or the draft of one that exists. */
export default function TagEditorPage() {
  const { tagId }: { tagId?: string } = useParams({ strict: false })
  const catalog = useQuery(catalogQuery)
  const tag = useQuery({ ...tagQuery(tagId ?? ''), enabled: tagId !== undefined })
  return (
    <QueryView query={catalog} rows={10}>
      {(known) =>
        tagId === undefined ? (
          <TagEditor catalog={known} />
        ) : (
          <QueryView query={tag} rows={10}>
            {(found) => <TagEditor key={found.id} catalog={known} tag={found} />}
          </QueryView>
        )
      }
    </QueryView>
  )
}
