import type { TestClient } from '../support/http'
import { until } from '../support/until'

/** An uploaded list as the console sees it. */
export interface UploadedList {
  id: number
  state: 'checking' | 'checked' | 'done' | 'cancelled' | 'failed'
  totalRows: number
  doneRows: number
  people: number
  repeatedRows: number
  rejectedRows: number
  rejects: { row: number; reason: string }[]
}

/** Uploads a list and waits until its people have been looked for. */
export async function checkedList(client: TestClient, name: string, content: string): Promise<UploadedList> {
  const { id } = await client.upload<UploadedList>('/api/audiences/imports', { name, content })
  return until(async () => {
    const list = await client.get<UploadedList>(`/api/audiences/imports/${id}`)
    return list.state === 'checking' ? null : list
  })
}
