import { DownloadOutlined } from '@ant-design/icons'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Tag } from 'antd'
import { href } from '../../../lib/api'
import { useCan } from '../../../lib/session'
import {
  DateTime,
  EmptyState,
  ErrorState,
  ListDateRange,
  ListSearch,
  ListSelect,
  LoadingState,
  PageHeader,
  PersonAvatar,
  Section,
  useList,
} from '../../../ui'
import { EventIcon } from '../../../ui/event-icon'
import { streamQuery, type StreamFilter, type StreamItem } from '../api/list-events'
import { trackingPlanQuery, type EventProperty } from '../api/tracking-plan'
import css from './event-stream.module.css'

export default function EventStream() {
  const list = useList({ filters: ['name', 'channel', 'from', 'to', 'property', 'value', 'customer'] })
  const plan = useQuery(trackingPlanQuery)
  const mayExport = useCan('segment.export')
  const declared = plan.data?.find(({ name }) => name === list.filters.name)?.properties ?? []
  const type = declared.find(({ key }) => key === list.filters.property)?.type ?? 'text'
  const filter = searchOf(list.filters, type)
  const stream = useInfiniteQuery(streamQuery(filter))
  const items = stream.data?.pages.flatMap((page) => page.items)
  return (
    <div className="stack">
      <PageHeader title="行为事件" description="各个触点刚刚收到的行为，按入库的先后排列" />
      <Section flush>
        <div className={css.bar}>
          <ListSelect
            list={list}
            name="name"
            placeholder="全部事件"
            width={200}
            searchable
            options={(plan.data ?? []).map(({ name, label }) => ({ value: name, label }))}
          />
          {declared.length > 0 && (
            <>
              <ListSelect
                list={list}
                name="property"
                placeholder="属性"
                width={120}
                options={declared
                  .filter(({ key }) => key !== 'channel')
                  .map(({ key, label }) => ({ value: key, label }))}
              />
              {list.filters.property && (
                <ListSearch list={list} name="value" placeholder={VALUES[type] ?? '属性值，整个匹配'} width={160} />
              )}
            </>
          )}
          <ListSearch list={list} name="channel" placeholder="渠道" width={120} />
          <ListDateRange list={list} from="from" to="to" />
          {list.filters.customer && (
            <Tag closable onClose={() => list.setFilters({ customer: undefined })}>
              只看一位客户
            </Tag>
          )}
          {list.filtered && (
            <Button type="link" size="small" onClick={list.clear}>
              清除
            </Button>
          )}
          {mayExport && (
            <Button
              icon={<DownloadOutlined aria-hidden />}
              href={href('/api/events/export', { query: { ...filter } })}
              download
            >
              导出
            </Button>
          )}
          <span className={css.live}>
            <i /> 每 10 秒自动更新
          </span>
        </div>
        {stream.error && !items ? (
          <ErrorState error={stream.error} onRetry={() => void stream.refetch()} />
        ) : !items ? (
          <LoadingState rows={10} />
        ) : items.length === 0 ? (
          <EmptyState
            title={list.filtered ? '没有符合条件的行为事件' : '还没有行为事件'}
            description={
              list.filtered
                ? '换个条件，或放宽日期再找。'
                : '关注、阅读、领券、购买等行为进入系统后，会实时出现在这里。'
            }
            action={list.filtered && <Button onClick={list.clear}>查看全部事件</Button>}
          />
        ) : (
          <>
            <ol aria-label="行为事件">
              {items.map((item) => (
                <Item key={item.id} item={item} onOnly={(customer) => list.setFilters({ customer })} />
              ))}
            </ol>
            {stream.hasNextPage && (
              <div className={css.more}>
                <Button loading={stream.isFetchingNextPage} onClick={() => void stream.fetchNextPage()}>
                  加载更多
                </Button>
              </div>
            )}
          </>
        )}
      </Section>
    </div>
  )
}

function Item({ item, onOnly }: { item: StreamItem; onOnly: (customer: string) => void }) {
  const { customer } = item
  return (
    <li className={css.item}>
      <EventIcon name={item.name} />
      {customer ? (
        <Link to={`/customers/${customer.publicId}`} className={css.person}>
          <PersonAvatar
            name={customer.displayName.startsWith('客户 ') ? '' : customer.displayName}
            seed={customer.publicId}
            size={28}
          />
          <span className="clip">
            <span className={css.name}>{customer.displayName}</span>
            {customer.phoneMasked && <span className="small faint tabular"> {customer.phoneMasked}</span>}
          </span>
        </Link>
      ) : (
        <span className="faint">已删除的客户</span>
      )}
      <div className={`${css.what} clip`}>
        <span className={css.label}>{item.label}</span>
        <span className={css.details}>{sentenceOf(item)}</span>
      </div>
      <span className={`${css.channel} clip`}>{item.channel}</span>
      {customer ? (
        <Button type="link" size="small" className={css.only} onClick={() => onOnly(customer.publicId)}>
          只看 TA
        </Button>
      ) : (
        <span />
      )}
      <span className={css.time}>
        <DateTime value={item.occurredAt} />
      </span>
    </li>
  )
}

/** What to write for a value that is not simply text. */
const VALUES: Partial<Record<EventProperty['type'], string>> = {
  money: '金额，元',
  boolean: '是 或 否',
  product: '商品编码或编号',
  content: '内容编号',
}

/** Both halves of a property search, or neither; a property of another event does not count. */
function searchOf({ property, value, ...filter }: StreamFilter, type: EventProperty['type']): StreamFilter {
  return property && value && filter.name ? { ...filter, property, value: storedForm(value, type) } : filter
}

/** A value as events keep it. */
function storedForm(value: string, type: EventProperty['type']): string {
  if (type === 'money' && Number.isFinite(Number(value))) return String(Math.round(Number(value) * 100))
  if (type === 'boolean') return value === '是' ? 'true' : value === '否' ? 'false' : value
  return value
}

/** Values that need no label beside the event's name, in the order in which a person asks for them. */
const PLAIN = ['content_id', 'product_id', 'coupon', 'form', 'text', 'campaign', 'staff', 'scene', 'category', 'amount']

function sentenceOf({ details }: StreamItem): string {
  const plain = PLAIN.flatMap((key) => details.find((detail) => detail.key === key)?.value ?? [])
  const rest = details.filter(({ key }) => !PLAIN.includes(key)).map(({ label, value }) => `${label} ${value}`)
  return [...plain, ...rest].join('　')
}
