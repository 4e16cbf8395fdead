import { Select } from 'antd'
import { attributeKind, type Condition, type RuleCatalog } from '@guiyi/shared'
import { useRuleCatalog } from './context'
import { ValuesField } from './inputs'
import { TestEditor } from './test-editor'
import { emptyTest } from './words'

type Of<K extends Condition['kind']> = Extract<Condition, { kind: K }>

interface Props<K extends Condition['kind']> {
  condition: Of<K>
  onChange: (condition: Of<K>) => void
}

interface PickProps<V extends string | number> {
  label: string
  value: V | undefined
  options: readonly { value: V; label: string }[]
  onChange: (value: V) => void
  placeholder?: string
}

function Pick<V extends string | number>({ label, value, options, onChange, placeholder = '请选择' }: PickProps<V>) {
  return (
    <Select<V>
      aria-label={label}
      value={value}
      options={[...options]}
      onChange={onChange}
      placeholder={placeholder}
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={false}
      style={{ minWidth: 130 }}
    />
  )
}

export function AttributeEditor({ condition, onChange }: Props<'attribute'>) {
  const { attributes } = useRuleCatalog()
  const attribute = attributes.find(({ key }) => key === condition.attribute)
  return (
    <>
      <Pick
        label="基本属性"
        placeholder="选择属性"
        value={attribute?.key}
        options={attributes.map(({ key, label }) => ({ value: key, label }))}
        onChange={(key) => {
          const next = attributes.find((candidate) => candidate.key === key)
          if (next) onChange({ ...condition, attribute: key, test: emptyTest(attributeKind(next.type)) })
        }}
      />
      {attribute && (
        <TestEditor
          kind={attributeKind(attribute.type)}
          label={attribute.label}
          test={condition.test}
          options={attribute.options}
          onChange={(test) => onChange({ ...condition, test })}
        />
      )}
    </>
  )
}

const isMeasured = ({ type }: RuleCatalog['tags'][number]): boolean =>
  type === 'number' || type === 'money' || type === 'date'

export function TagConditionEditor({ condition, onChange }: Props<'tag'>) {
  const { tags } = useRuleCatalog()
  const tag = tags.find(({ id }) => id === condition.tagId)
  return (
    <>
      <Pick
        label="客户标签"
        placeholder="选择标签"
        value={tag?.id}
        options={tags.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(tagId) => onChange({ kind: 'tag', tagId, values: [] })}
      />
      {tag && isMeasured(tag) && condition.values.length === 0 && (
        <TestEditor
          kind={tag.type ?? 'text'}
          unit={tag.unit}
          label={tag.name}
          // Whether somebody has the tag at all is asked without a test.
          test={condition.test ?? { op: 'exists' }}
          onChange={(test) => onChange({ ...condition, test: test.op === 'exists' ? undefined : test })}
          presence="exists"
        />
      )}
      {tag && !(isMeasured(tag) && condition.values.length === 0) && (
        <>
          <span className="muted">为</span>
          <ValuesField
            label={`${tag.name}的标签值`}
            values={condition.values}
            onChange={(values) => onChange({ ...condition, values })}
            options={tag.values.length > 0 ? tag.values.map((value) => ({ value, label: value })) : undefined}
            free={tag.values.length === 0}
            placeholder="任意值"
          />
        </>
      )}
    </>
  )
}

export function SegmentConditionEditor({ condition, onChange }: Props<'segment'>) {
  const { segments } = useRuleCatalog()
  const segment = segments.find(({ id }) => id === condition.segmentId)
  return (
    <>
      <span className="muted">属于</span>
      <Pick
        label="分群"
        placeholder="选择分群"
        value={segment?.id}
        options={segments.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(segmentId) => onChange({ ...condition, segmentId })}
      />
    </>
  )
}

export function AudienceConditionEditor({ condition, onChange }: Props<'audience'>) {
  const { audiences } = useRuleCatalog()
  const audience = audiences.find(({ id }) => id === condition.audienceId)
  return (
    <>
      <span className="muted">属于</span>
      <Pick
        label="人群包"
        placeholder="选择人群包"
        value={audience?.id}
        options={audiences.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(audienceId) => onChange({ ...condition, audienceId })}
      />
    </>
  )
}

const ANY = '*'

export function FollowsEditor({ condition, onChange }: Props<'follows'>) {
  const { officialAccounts } = useRuleCatalog()
  return (
    <>
      <span className="muted">正在关注</span>
      <Pick
        label="公众号"
        value={condition.account ?? ANY}
        options={[{ value: ANY, label: '任一公众号' }, ...officialAccounts]}
        onChange={(account) => onChange(account === ANY ? { kind: 'follows' } : { kind: 'follows', account })}
      />
    </>
  )
}

export function WorkContactEditor({ condition, onChange }: Props<'work-contact'>) {
  const { workMembers } = useRuleCatalog()
  return (
    <>
      <span className="muted">是企微好友，添加了</span>
      <Pick
        label="企微成员"
        value={condition.member ?? ANY}
        options={[{ value: ANY, label: '任一成员' }, ...workMembers]}
        onChange={(member) => onChange(member === ANY ? { kind: 'work-contact' } : { kind: 'work-contact', member })}
      />
    </>
  )
}

export function IdentityEditor({ condition, onChange }: Props<'identity'>) {
  const { identities } = useRuleCatalog()
  const { identity, scope } = condition
  const scopes = identities.find(({ value }) => value === identity)?.scopes ?? []
  return (
    <>
      <span className="muted">有</span>
      <Pick
        label="身份标识"
        value={identity}
        options={identities}
        onChange={(next) => onChange({ kind: 'identity', identity: next })}
      />
      {scopes.length > 0 && (
        <>
          <span className="muted">于</span>
          <Pick
            label="所属账号"
            value={scope ?? ANY}
            options={[{ value: ANY, label: '任一账号' }, ...scopes]}
            onChange={(next) => onChange(next === ANY ? { kind: 'identity', identity } : { ...condition, scope: next })}
          />
        </>
      )}
    </>
  )
}

const purposes = [
  { value: 'marketing', label: '接收营销信息' },
  { value: 'phone', label: '使用手机号' },
  { value: 'profile', label: '完善资料' },
] as const

export function ConsentEditor({ condition, onChange }: Props<'consent'>) {
  return (
    <>
      <span className="muted">已同意</span>
      <Pick
        label="授权用途"
        value={condition.purpose}
        options={purposes}
        onChange={(purpose) => onChange({ kind: 'consent', purpose })}
      />
    </>
  )
}

const channels = [
  { value: 'official_account', label: '公众号' },
  { value: 'work', label: '企业微信' },
  { value: 'sms', label: '短信' },
] as const

export function ReachableEditor({ condition, onChange }: Props<'reachable'>) {
  return (
    <>
      <span className="muted">现在可通过</span>
      <Pick
        label="触达渠道"
        value={condition.channel}
        options={channels}
        onChange={(channel) => onChange({ kind: 'reachable', channel })}
      />
      <span className="muted">触达</span>
    </>
  )
}
