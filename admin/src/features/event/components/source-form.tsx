import { useQuery } from '@tanstack/react-query'
import { Form, Input, Radio, Select } from 'antd'
import { DrawerForm } from '../../../ui'
import { useChangeSource, useCreateSource, type TrackSource } from '../api/sources'
import { trackingPlanQuery } from '../api/tracking-plan'

interface Values {
  code: string
  name: string
  kind: TrackSource['kind']
  events?: string[]
  identityKinds?: TrackSource['identityKinds']
  origins?: string[]
}

const NAMED: { value: TrackSource['identityKinds'][number]; label: string; web: boolean }[] = [
  { value: 'phone', label: '手机号', web: false },
  { value: 'unionid', label: '微信 UnionID', web: false },
  { value: 'openid', label: '微信 OpenID', web: false },
  { value: 'external_userid', label: '企微外部联系人', web: false },
  { value: 'member_no', label: '会员编号', web: true },
  { value: 'tmall_buyer', label: '天猫买家', web: true },
  { value: 'jd_buyer', label: '京东买家', web: true },
  { value: 'youzan_buyer', label: '有赞买家', web: true },
  { value: 'douyin_buyer', label: '抖店买家', web: true },
]

interface Props {
  source: TrackSource | null
  open: boolean
  onClose: () => void
  /** Told the key of a new source. */
  onKey: (key: string) => void
}

/** Makes a source of events, or changes what it may do. */
export function SourceForm({ source, open, onClose, onKey }: Props) {
  const [form] = Form.useForm<Values>()
  const create = useCreateSource()
  const change = useChangeSource()
  const plan = useQuery(trackingPlanQuery)
  const kind = Form.useWatch('kind', form) ?? source?.kind ?? 'web'
  const submit = async ({ code, name, kind: given, events = [], identityKinds = [], origins = [] }: Values) => {
    const settings = {
      name,
      identityKinds,
      events: events.length > 0 ? events : null,
      origins: given === 'web' && origins.length > 0 ? origins : null,
    }
    if (source) await change.mutateAsync({ id: source.id, ...settings })
    else onKey((await create.mutateAsync({ code, kind: given, ...settings })).key)
  }
  const start: Partial<Values> = source
    ? { ...source, events: source.events ?? [], origins: source.origins ?? [] }
    : { kind: 'web' }
  return (
    <DrawerForm<Values>
      title={source ? `编辑「${source.name}」` : '新增上报来源'}
      open={open}
      onClose={onClose}
      form={form}
      initialValues={start}
      onSubmit={submit}
    >
      <Form.Item name="kind" label="种类">
        <Radio.Group disabled={source !== null}>
          <Radio.Button value="web">网页</Radio.Button>
          <Radio.Button value="server">服务器</Radio.Button>
        </Radio.Group>
      </Form.Item>
      <Form.Item name="name" label="名称" rules={[{ required: true, message: '请填写名称' }, { max: 64 }]}>
        <Input placeholder="官网" />
      </Form.Item>
      <Form.Item
        name="code"
        label="标识"
        rules={[
          { required: true, message: '请填写标识' },
          { pattern: /^[a-z][a-z0-9_]{1,31}$/, message: '小写字母、数字和下划线，以字母开头' },
        ]}
        extra="访客编号属于它，创建后不能修改"
      >
        <Input placeholder="website" disabled={source !== null} />
      </Form.Item>
      <Form.Item name="events" label="可以上报的事件" extra="不选为全部">
        <Select
          mode="multiple"
          optionFilterProp="label"
          placeholder="全部事件"
          options={(plan.data ?? []).map((event) => ({ value: event.name, label: event.label }))}
        />
      </Form.Item>
      {kind === 'web' && (
        <Form.Item name="origins" label="可以使用的网站" extra="形如 https://www.example.com，不填为不限">
          <Select mode="tags" open={false} suffixIcon={null} placeholder="不限" />
        </Form.Item>
      )}
      <Form.Item
        name="identityKinds"
        label="可以声明的身份"
        extra={
          kind === 'web'
            ? '网页的密钥谁都能看到，所以不能声明手机号和微信身份；由服务器把访客编号和身份一起上报，两者会合并'
            : '访客编号总是可以'
        }
      >
        <Select
          mode="multiple"
          placeholder="只有访客编号"
          options={NAMED.filter(({ web }) => web || kind === 'server')}
        />
      </Form.Item>
    </DrawerForm>
  )
}
