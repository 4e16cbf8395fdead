import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { formatCount } from '../../../lib/format'
import { ProgressPanel } from '../../../ui'
import { orderImportQuery, useCancelImport } from '../api/order-imports'
import { IMPORT_STATES } from '../labels'

/** One import from its start to its end. */
export function RunningImport({ id }: { id: number }) {
  const { data } = useQuery(orderImportQuery(id))
  const cancel = useCancelImport()
  const client = useQueryClient()
  const ended = data !== undefined && data.state !== 'running'
  useEffect(() => {
    if (!ended) return
    void client.invalidateQueries({ queryKey: ['order-imports', 'list'] })
    void client.invalidateQueries({ queryKey: ['orders'] })
  }, [ended, client])
  if (!data) return null
  return (
    <ProgressPanel
      title={`导入 ${data.fileName}`}
      state={IMPORT_STATES[data.state].work}
      done={data.doneRows}
      total={data.validRows}
      startedAt={data.startedAt}
      finishedAt={data.finishedAt}
      message={`新增 ${formatCount(data.importedRows)} 行，已有 ${formatCount(data.duplicateRows)} 行，拒绝 ${formatCount(data.rejectedRows)} 行`}
      onCancel={() => cancel.mutate(id)}
      cancelling={cancel.isPending}
    />
  )
}
