import { Form, Input } from 'antd'
import type { Account } from '../api/accounts'

const KEEP = '已设置，留空则不修改'

/** What a merchant of WeChat Pay needs. Keys go in but never come out again. */
export function MerchantFields({ account }: { account: Account | null }) {
  const secrets = account?.secrets
  return (
    <>
      <Form.Item
        name="merchantSerial"
        label="商户 API 证书序列号"
        rules={[{ required: true }, { pattern: /^[0-9A-Fa-f]{16,64}$/, message: '16 进制，通常 40 位' }]}
      >
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="privateKey"
        label="商户 API 私钥"
        rules={[{ required: account === null }]}
        extra="apiclient_key.pem 的全部内容；加密保存，任何人都不能再次查看"
      >
        <Input.TextArea
          rows={4}
          autoComplete="off"
          placeholder={secrets?.privateKey ? KEEP : '-----BEGIN PRIVATE KEY-----'}
        />
      </Form.Item>
      <Form.Item
        name="apiV3Key"
        label="APIv3 密钥"
        rules={[{ required: account === null }, { pattern: /^[0-9A-Za-z]{32}$/, message: '32 位字母或数字' }]}
      >
        <Input.Password autoComplete="new-password" placeholder={secrets?.apiV3Key ? KEEP : undefined} />
      </Form.Item>
      <Form.Item
        name="publicKeyId"
        label="微信支付公钥 ID"
        rules={[{ pattern: /^PUB_KEY_ID_\d+$/, message: '以 PUB_KEY_ID_ 开头' }]}
        extra="仍在使用「平台证书」的老商户可以不填，证书会自动下载和更新"
      >
        <Input autoComplete="off" placeholder="PUB_KEY_ID_…" />
      </Form.Item>
      <Form.Item name="publicKey" label="微信支付公钥">
        <Input.TextArea
          rows={4}
          autoComplete="off"
          placeholder={secrets?.publicKey ? KEEP : 'pub_key.pem 的全部内容'}
        />
      </Form.Item>
    </>
  )
}
