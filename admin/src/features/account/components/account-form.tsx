import { Alert, Form, Input, InputNumber, Radio, Segmented, Switch } from 'antd'
import { DrawerForm } from '../../../ui'
import { useCreateAccount, useUpdateAccount, type Account } from '../api/accounts'
import { configurableKinds, kinds } from '../labels'
import { MerchantFields } from './merchant-fields'

type Kind = (typeof configurableKinds)[number]

interface Values {
  kind: Kind
  key: string
  name: string
  secret?: string
  token?: string
  encodingAESKey?: string
  originalId?: string
  agentId?: number
  plainCallbacks: boolean
  merchantSerial?: string
  privateKey?: string
  apiV3Key?: string
  publicKeyId?: string
  publicKey?: string
  active: boolean
}

const WECHAT_KEY = { pattern: /^w[wx][0-9A-Za-z]{16}$/, message: '18 位，以 wx 或 ww 开头' }
const KEY_SHAPES: Record<Kind, { pattern: RegExp; message: string }> = {
  official_account: WECHAT_KEY,
  mini_program: WECHAT_KEY,
  work: WECHAT_KEY,
  pay: { pattern: /^\d{8,12}$/, message: '8–12 位数字' },
}

const KEEP = '已设置，留空则不修改'

/** Adds a touchpoint account, or edits one. Secrets go in but never come out again. */
export function AccountForm({ editing, onClose }: { editing: Account | 'new' | null; onClose: () => void }) {
  const create = useCreateAccount()
  const update = useUpdateAccount()
  const [form] = Form.useForm<Values>()
  const account = editing === 'new' ? null : editing
  const kind: Kind = Form.useWatch('kind', { form, preserve: true }) ?? 'official_account'
  const texts = kinds[kind]

  const submit = ({ kind: chosen, key, active, ...values }: Values) => {
    const body = { ...values, originalId: values.originalId || undefined, agentId: values.agentId ?? undefined }
    if (account) return update.mutateAsync({ id: account.id, ...body, status: active ? 'active' : 'disabled' })
    return create.mutateAsync({ kind: chosen, key, ...body })
  }

  return (
    <DrawerForm<Values>
      key={account?.id ?? 'new'}
      title={account ? `编辑「${account.name}」` : '接入触点账号'}
      open={editing !== null}
      onClose={onClose}
      form={form}
      success={account ? '已保存' : '账号已接入'}
      initialValues={
        account
          ? {
              kind: account.kind as Kind,
              key: account.key,
              name: account.name,
              originalId: account.originalId ?? undefined,
              agentId: account.agentId ?? undefined,
              plainCallbacks: account.plainCallbacks,
              merchantSerial: account.merchantSerial ?? undefined,
              publicKeyId: account.publicKeyId ?? undefined,
              active: account.status === 'active',
            }
          : { kind: 'official_account', plainCallbacks: false, active: true }
      }
      onSubmit={submit}
    >
      <Form.Item name="kind" label="类型" rules={[{ required: true }]}>
        <Segmented
          block
          disabled={account !== null}
          options={configurableKinds.map((value) => ({ value, label: kinds[value].name, icon: kinds[value].icon }))}
        />
      </Form.Item>
      <Alert type="info" showIcon title={texts.whereToFind} style={{ marginBottom: 20 }} />
      <Form.Item name="name" label="名称" rules={[{ required: true }, { max: 40 }]}>
        <Input autoComplete="off" placeholder="同事一眼能认出的名字" />
      </Form.Item>
      <Form.Item
        name="key"
        label={texts.keyLabel}
        extra={account ? undefined : '接入后不能修改'}
        rules={[{ required: true }, KEY_SHAPES[kind]]}
      >
        <Input disabled={account !== null} autoComplete="off" />
      </Form.Item>
      {kind === 'pay' ? <MerchantFields account={account} /> : <PushFields kind={kind} account={account} />}
      {account && (
        <Form.Item name="active" label="状态" rules={[{ required: true }]}>
          <Radio.Group
            options={[
              { value: true, label: '使用中' },
              { value: false, label: '停用（不再接收回调，也不再调用接口）' },
            ]}
          />
        </Form.Item>
      )}
    </DrawerForm>
  )
}

/** What an account needs that pushes signed and encrypted messages to us. */
function PushFields({ kind, account }: { kind: Exclude<Kind, 'pay'>; account: Account | null }) {
  return (
    <>
      {kind === 'work' ? (
        <Form.Item name="agentId" label="应用 AgentId" rules={[{ required: true }]}>
          <InputNumber min={1} precision={0} controls={false} style={{ width: '100%' }} />
        </Form.Item>
      ) : (
        <Form.Item
          name="originalId"
          label="原始 ID"
          rules={[{ pattern: /^gh_[0-9A-Za-z]{6,20}$/, message: '以 gh_ 开头' }]}
        >
          <Input autoComplete="off" placeholder="gh_…" />
        </Form.Item>
      )}
      <Form.Item
        name="secret"
        label={kind === 'work' ? '应用 Secret' : 'AppSecret'}
        rules={[{ required: account === null }]}
        extra="加密保存，任何人都不能再次查看"
      >
        <Input.Password autoComplete="new-password" placeholder={account?.secrets.secret ? KEEP : undefined} />
      </Form.Item>
      <Form.Item
        name="token"
        label="回调 Token"
        rules={[{ pattern: /^[A-Za-z0-9]{3,32}$/, message: '3–32 位字母或数字' }]}
      >
        <Input.Password
          autoComplete="new-password"
          placeholder={account?.secrets.token ? KEEP : '与平台后台填写的一致'}
        />
      </Form.Item>
      <Form.Item name="encodingAESKey" label="EncodingAESKey" rules={[{ len: 43, message: '43 位字母或数字' }]}>
        <Input.Password
          autoComplete="new-password"
          placeholder={account?.secrets.encodingAESKey ? KEEP : '43 位，与平台后台一致'}
        />
      </Form.Item>
      {kind !== 'work' && (
        <Form.Item
          name="plainCallbacks"
          label="接受明文回调"
          valuePropName="checked"
          extra="只在平台后台选了「明文模式」时打开；建议始终使用安全模式"
        >
          <Switch />
        </Form.Item>
      )}
    </>
  )
}
