import { DownloadOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Descriptions, Drawer } from 'antd'
import { formatCount } from '../../../lib/format'
import { DateTime, LineChart, QueryView, StatNumber } from '../../../ui'
import { channelCodeQuery } from '../api/channel-codes'
import { useMemberNames } from '../hooks/use-member-names'
import { CopyField } from './copy-field'
import css from './channel-code-drawer.module.css'
import { QrImage } from './qr-image'

/** One channel code: its picture, what it brought, and what a newcomer receives. */
export function ChannelCodeDrawer({ id, onClose }: { id: number | null; onClose: () => void }) {
  const result = useQuery({ ...channelCodeQuery(id ?? 0), enabled: id !== null })
  const nameOf = useMemberNames(result.data && [result.data])
  return (
    <Drawer title={result.data?.name ?? '渠道码'} open={id !== null} onClose={onClose} size={560} destroyOnHidden>
      <QueryView query={result} rows={8}>
        {(code) => (
          <div className="stack">
            <div className={css.top}>
              <figure className={css.picture}>
                <QrImage url={code.qrUrl} name={code.name} size={168} />
              </figure>
              <div className={css.facts}>
                <StatNumber label="扫码人次" value={formatCount(code.scans)} />
                <StatNumber
                  label={code.kind === 'oa_qr' ? '新增关注' : '新增好友'}
                  value={formatCount(code.joins)}
                  tone="good"
                />
                <Button icon={<DownloadOutlined />} href={code.qrUrl} target="_blank" rel="noreferrer" block>
                  打开原图
                </Button>
              </div>
            </div>
            <div>
              <div className="small muted" style={{ marginBottom: 6 }}>
                最近 30 天
              </div>
              <LineChart
                label="最近 30 天的扫码与新增"
                height={180}
                area
                x={code.days.map(({ day }) => day.slice(5))}
                series={[
                  { name: '扫码', values: code.days.map(({ scans }) => scans) },
                  { name: '新增', values: code.days.map(({ joins }) => joins) },
                ]}
              />
            </div>
            <Descriptions
              column={1}
              size="small"
              styles={{ label: { width: 76 } }}
              items={[
                { key: 'kind', label: '类型', children: code.kind === 'oa_qr' ? '公众号带参二维码' : '企微渠道活码' },
                { key: 'account', label: '所属账号', children: code.accountName },
                { key: 'channel', label: '渠道', children: code.channel },
                { key: 'owners', label: '接待员工', children: code.owners.map(nameOf).join('、') || '—' },
                {
                  key: 'welcome',
                  label: '欢迎语',
                  children: <span style={{ whiteSpace: 'pre-wrap' }}>{code.welcomeText || '—'}</span>,
                },
                { key: 'made', label: '创建时间', children: <DateTime value={code.createdAt} /> },
              ]}
            />
            <CopyField text={code.scene} label={code.kind === 'oa_qr' ? '场景值' : '渠道参数'} />
          </div>
        )}
      </QueryView>
    </Drawer>
  )
}
