import { DownloadOutlined } from '@ant-design/icons'
import { Alert, Button, Table } from 'antd'
import { href } from '../../../lib/api'
import { formatCount, formatDate, formatFen, formatTime } from '../../../lib/format'
import { Section, StatNumber } from '../../../ui'
import { useStartImport, type OrderCheck } from '../api/order-imports'

interface Props {
  check: OrderCheck
  onStarted: () => void
  onDiscard: () => void
}

/** What the dry run found, and the decision. */
export function CheckResult({ check, onStarted, onDiscard }: Props) {
  const start = useStartImport()
  const period = check.firstOrderedAt
    ? `${formatDate(check.firstOrderedAt)} 至 ${formatDate(check.lastOrderedAt)}`
    : '—'
  return (
    <Section
      title={`检查结果：${check.fileName}`}
      hint={`${check.encoding} · 共 ${formatCount(check.totalRows)} 行`}
      extra={
        <>
          <Button onClick={onDiscard}>放弃</Button>
          <Button
            type="primary"
            disabled={check.validRows === 0}
            loading={start.isPending}
            onClick={() => start.mutate(check.id, { onSuccess: onStarted })}
          >
            导入 {formatCount(check.validRows)} 行
          </Button>
        </>
      }
    >
      <div className="stack">
        {check.importedBeforeAt && (
          <Alert
            type="info"
            showIcon
            title={`同样的文件在 ${formatTime(check.importedBeforeAt)} 导入过，再次导入不会产生重复。`}
          />
        )}
        {check.unknownSkuCount > 0 && (
          <Alert
            type="info"
            showIcon
            title={`有 ${check.unknownSkuCount} 个商品编码还没有建档，会按文件里的名称和品类记录。`}
          />
        )}
        <div className="grid" style={{ '--columns': 5 }}>
          <StatNumber label="可导入" value={formatCount(check.validRows)} unit="行" tone="good" />
          <StatNumber
            label="将被拒绝"
            value={formatCount(check.rejectedRows)}
            unit="行"
            tone={check.rejectedRows > 0 ? 'bad' : 'plain'}
          />
          <StatNumber label="订单" value={formatCount(check.orderCount)} unit="单" hint={period} />
          <StatNumber label="买家" value={formatCount(check.buyerCount)} unit="人" hint="按手机号" />
          <StatNumber label="金额合计" value={formatFen(check.amountFen)} />
        </div>
        {check.rejectedRows > 0 && (
          <>
            <div className="spread">
              <span className="muted">
                {check.rejectedRows > check.errors.length ? `前 ${check.errors.length} 行问题` : '问题清单'}
                ，其余行不受影响
              </span>
              <Button
                size="small"
                icon={<DownloadOutlined />}
                href={href('/api/orders/imports/{id}/rejects', { path: { id: check.id } })}
                download
              >
                下载被拒绝的行
              </Button>
            </div>
            <Table
              size="small"
              rowKey="row"
              pagination={false}
              scroll={{ y: 240 }}
              dataSource={check.errors}
              columns={[
                { title: '行号', dataIndex: 'row', width: 90 },
                { title: '原因', dataIndex: 'reason' },
              ]}
            />
          </>
        )}
      </div>
    </Section>
  )
}
