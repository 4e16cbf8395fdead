import { useQuery } from '@tanstack/react-query'
import { Form, Input, Segmented, Select } from 'antd'
import { useEffect } from 'react'
import { DrawerForm } from '../../../ui'
import { accountsQuery } from '../api/accounts'
import { useCreateChannelCode, useUpdateChannelCode, type ChannelCode } from '../api/channel-codes'
import { membersQuery } from '../api/members'

interface Values {
  kind: ChannelCode['kind']
  accountId?: number
  name: string
  channel: string
  scene?: string
  owners?: string[]
  welcomeText?: string
}

const accountKindOf = { oa_qr: 'official_account', work_contact_way: 'work' } as const

/** Makes a channel code, or edits what is ours of one. */
export function ChannelCodeForm({ editing, onClose }: { editing: ChannelCode | 'new' | null; onClose: () => void }) {
  const code = editing === 'new' ? null : editing
  const [form] = Form.useForm<Values>()
  const create = useCreateChannelCode()
  const update = useUpdateChannelCode()
  const open = editing !== null
  const { data: accounts } = useQuery({ ...accountsQuery, enabled: open })
  const kind = Form.useWatch('kind', { form, preserve: true }) ?? 'oa_qr'
  const accountId = Form.useWatch('accountId', { form, preserve: true })
  const choices =
    accounts?.filter((account) => account.kind === accountKindOf[kind] && account.status === 'active') ?? []
  const only = choices[0]?.id
  const members = useQuery({
    ...membersQuery(accountId ?? 0),
    enabled: open && code === null && kind === 'work_contact_way' && accountId !== undefined,
  })

  useEffect(() => {
    // Most brands have one account of a kind: choosing it is not a question.
    if (open && code === null) form.setFieldsValue({ accountId: only, owners: undefined })
  }, [open, code, form, kind, only])

  const submit = ({ name, channel, welcomeText, ...values }: Values) => {
    const body = { name, channel, welcomeText }
    if (code) return update.mutateAsync({ id: code.id, ...body, gift: code.gift })
    return create.mutateAsync({
      ...body,
      kind: values.kind,
      accountId: values.accountId ?? 0,
      scene: values.scene || undefined,
      owners: values.owners,
    })
  }

  return (
    <DrawerForm<Values>
      key={code?.id ?? 'new'}
      title={code ? `编辑「${code.name}」` : '新建渠道码'}
      open={open}
      onClose={onClose}
      form={form}
      okText={code ? '保存' : '生成渠道码'}
      success={code ? '已保存' : '渠道码已生成'}
      initialValues={
        code
          ? { kind: code.kind, name: code.name, channel: code.channel, welcomeText: code.welcomeText }
          : { kind: 'oa_qr' }
      }
      onSubmit={submit}
    >
      {code === null && (
        <>
          <Form.Item name="kind" label="类型" rules={[{ required: true }]}>
            <Segmented
              block
              options={[
                { value: 'oa_qr', label: '公众号带参二维码' },
                { value: 'work_contact_way', label: '企微渠道活码' },
              ]}
            />
          </Form.Item>
          <Form.Item
            name="accountId"
            label={kind === 'oa_qr' ? '公众号' : '企业微信'}
            rules={[{ required: true, message: '请选择账号' }]}
          >
            <Select options={choices.map(({ id, name }) => ({ value: id, label: name }))} placeholder="选择账号" />
          </Form.Item>
        </>
      )}
      <Form.Item name="name" label="名称" rules={[{ required: true }, { max: 40 }]}>
        <Input autoComplete="off" placeholder="例如：湖滨店收银台立牌" />
      </Form.Item>
      <Form.Item
        name="channel"
        label="渠道"
        extra="报表里按渠道汇总，同一来源请用同一个名字"
        rules={[{ required: true }, { max: 40 }]}
      >
        <Input autoComplete="off" placeholder="例如：线下门店" />
      </Form.Item>
      {code === null && kind === 'work_contact_way' && (
        <Form.Item name="owners" label="接待员工" rules={[{ required: true, message: '请选择至少一位接待员工' }]}>
          <Select
            mode="multiple"
            loading={members.isFetching}
            placeholder="选择一位或多位，多位时轮流接待"
            optionFilterProp="label"
            options={members.data?.map(({ userid, name, title }) => ({
              value: userid,
              label: title ? `${name}（${title}）` : name,
            }))}
            notFoundContent={members.error ? '暂时读不到企业微信成员' : undefined}
          />
        </Form.Item>
      )}
      {kind === 'work_contact_way' && (
        <Form.Item
          name="welcomeText"
          label="欢迎语"
          extra="添加好友后立即发出，可以写 {昵称}；留空用默认欢迎语"
          rules={[{ max: 600 }]}
        >
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 8 }} showCount maxLength={600} />
        </Form.Item>
      )}
      {code === null && (
        <Form.Item
          name="scene"
          label={kind === 'oa_qr' ? '场景值' : '渠道参数（state）'}
          extra="留空自动生成；用于与其他系统对照"
          rules={[{ pattern: /^[0-9A-Za-z_-]{1,30}$/, message: '最多 30 位字母、数字、_ 或 -' }]}
        >
          <Input autoComplete="off" />
        </Form.Item>
      )}
    </DrawerForm>
  )
}
