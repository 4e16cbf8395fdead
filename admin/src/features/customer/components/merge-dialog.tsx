import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { App, Button, Modal, Select } from 'antd'
import { useEffect, useState } from 'react'
import { messageOf } from '../../../lib/api'
import { QueryView } from '../../../ui'
import type { CustomerDetail } from '../api/get-customer'
import { customersQuery } from '../api/list-customers'
import { mergePreviewQuery, useMergeCustomers } from '../api/merges'
import { SideBySide } from './side-by-side'

/** Finds another record of the same person, shows both beside each other, and merges it into this one. */
export function MergeDialog({
  customer,
  open,
  onClose,
}: {
  customer: CustomerDetail
  open: boolean
  onClose: () => void
}) {
  const { message } = App.useApp()
  const navigate = useNavigate()
  const [text, setText] = useState('')
  const [search, setSearch] = useState('')
  const [other, setOther] = useState<string | null>(null)
  const found = useQuery({
    ...customersQuery({ page: 1, pageSize: 10, ...(search && { search }) }),
    enabled: open && search !== '',
  })
  const preview = useQuery({ ...mergePreviewQuery(customer.id, other ?? ''), enabled: open && other !== null })
  const merge = useMergeCustomers()

  useEffect(() => {
    const timer = setTimeout(() => setSearch(text.trim()), 300)
    return () => clearTimeout(timer)
  }, [text])

  const submit = async () => {
    if (!other) return
    try {
      const merged = await merge.mutateAsync({ survivor: customer.id, absorbed: other })
      message.success('已合并，可在合并记录中撤销')
      onClose()
      await navigate({ to: `/customers/${merged.customer}` })
    } catch (error) {
      message.error(messageOf(error))
    }
  }

  return (
    <Modal
      title={`把另一位客户合并到「${customer.displayName}」`}
      open={open}
      onCancel={onClose}
      width={920}
      destroyOnHidden
      afterClose={() => {
        setOther(null)
        setText('')
      }}
      footer={
        <>
          <Button onClick={onClose}>取消</Button>
          <Button type="primary" disabled={!preview.data} loading={merge.isPending} onClick={() => void submit()}>
            合并
          </Button>
        </>
      }
    >
      <Select
        aria-label="选择另一位客户"
        placeholder="输入昵称、手机号或后四位查找"
        style={{ width: '100%', marginBottom: 16 }}
        showSearch={{ filterOption: false, onSearch: setText }}
        notFoundContent={search === '' ? '输入后开始查找' : found.isFetching ? '正在查找…' : '没有找到'}
        value={other}
        onChange={setOther}
        options={(found.data?.items ?? [])
          .filter(({ id }) => id !== customer.id)
          .map(({ id, displayName, phoneMasked, channel }) => ({
            value: id,
            label: `${displayName}　${phoneMasked ?? '未留手机号'}　${channel}`,
          }))}
      />
      {other !== null && (
        <QueryView query={preview} rows={6}>
          {(data) => <SideBySide preview={data} />}
        </QueryView>
      )}
    </Modal>
  )
}
