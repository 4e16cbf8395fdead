import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useCan } from '../../../lib/session'
import { EmptyState, PageHeader, QueryView } from '../../../ui'
import { accountsQuery, type Account } from '../api/accounts'
import { AccountCard } from '../components/account-card'
import { AccountForm } from '../components/account-form'

export default function AccountsPage() {
  const result = useQuery(accountsQuery)
  const writes = useCan('account.write')
  const [editing, setEditing] = useState<Account | 'new' | null>(null)
  const add = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setEditing('new')}>
      接入账号
    </Button>
  )
  return (
    <div className="stack">
      <PageHeader
        title="触点账号"
        description="品牌的公众号、小程序、企业微信与微信支付商户。密钥加密保存；把回调地址填到平台后台，消息就会流进来。"
        actions={writes && add}
      />
      <QueryView query={result} rows={10}>
        {(accounts) =>
          accounts.length === 0 ? (
            <EmptyState
              title="还没有接入触点账号"
              description="从公众号或企业微信开始，几分钟就能收到第一条消息。"
              action={writes && add}
            />
          ) : (
            <div className="grid" style={{ '--columns': 2 }}>
              {accounts.map((account) => (
                <AccountCard key={account.id} account={account} onEdit={() => setEditing(account)} />
              ))}
            </div>
          )
        }
      </QueryView>
      <AccountForm editing={editing} onClose={() => setEditing(null)} />
    </div>
  )
}
