import { DeleteOutlined, MergeCellsOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useCan } from '../../../lib/session'
import { ConfirmButton, PageHeader, QueryView } from '../../../ui'
import { useEraseCustomer } from '../api/change-customer'
import { customerQuery, type CustomerDetail } from '../api/get-customer'
import { Attributes } from '../components/attributes'
import { Consents } from '../components/consents'
import { CustomerCard } from '../components/customer-card'
import { CustomerSegments } from '../components/customer-segments'
import { CustomerTags } from '../components/customer-tags'
import { Identities } from '../components/identities'
import { MergeDialog } from '../components/merge-dialog'
import { MergeHistory } from '../components/merge-history'
import { Timeline } from '../components/timeline'
import css from './customer-detail.module.css'

export default function CustomerDetailPage() {
  const { customerId = '' }: { customerId?: string } = useParams({ strict: false })
  const customer = useQuery(customerQuery(customerId))
  return (
    <div className="stack">
      <QueryView query={customer} rows={12}>
        {(found) => <CustomerScreen key={found.id} customer={found} />}
      </QueryView>
    </div>
  )
}

function CustomerScreen({ customer }: { customer: CustomerDetail }) {
  return (
    <>
      <PageHeader
        title="客户详情"
        back={{ to: '/customers', label: '客户列表' }}
        actions={<Actions customer={customer} />}
      />
      <CustomerCard customer={customer} />
      <div className={css.columns}>
        <div className="stack">
          <Attributes customer={customer} />
          <Identities identities={customer.identities} />
          <Consents customer={customer} />
          <MergeHistory customer={customer} />
        </div>
        <div className="stack">
          <CustomerTags customerId={customer.id} />
          <CustomerSegments customerId={customer.id} />
          <Timeline customerId={customer.id} />
        </div>
      </div>
    </>
  )
}

function Actions({ customer }: { customer: CustomerDetail }) {
  const { message } = App.useApp()
  const navigate = useNavigate()
  const [merging, setMerging] = useState(false)
  const mayMerge = useCan('customer.merge')
  const mayErase = useCan('customer.erase')
  const erase = useEraseCustomer(customer.id)
  return (
    <>
      {mayErase && (
        <ConfirmButton
          danger
          type="text"
          icon={<DeleteOutlined />}
          title="删除个人信息"
          description="会清除这位客户的身份标识、属性、手工标签和行为，并停止一切营销联系。此操作无法撤销。"
          okText="永久删除"
          typed="删除"
          onConfirm={async () => {
            await erase.mutateAsync()
            message.success('个人信息已删除')
            await navigate({ to: '/customers' })
          }}
        >
          删除个人信息
        </ConfirmButton>
      )}
      {mayMerge && (
        <>
          <Button icon={<MergeCellsOutlined />} onClick={() => setMerging(true)}>
            合并客户
          </Button>
          <MergeDialog customer={customer} open={merging} onClose={() => setMerging(false)} />
        </>
      )}
    </>
  )
}
