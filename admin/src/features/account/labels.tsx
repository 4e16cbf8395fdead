import {
  AppstoreOutlined,
  MobileOutlined,
  PayCircleOutlined,
  ShopOutlined,
  WechatOutlined,
  WechatWorkOutlined,
} from '@ant-design/icons'
import type { ReactNode } from 'react'
import type { Account } from './api/accounts'

type Kind = Account['kind']

interface KindTexts {
  name: string
  icon: ReactNode
  /** What the platform calls the account's id. */
  keyLabel: string
  /** Where an administrator finds what the form asks for. */
  whereToFind: string
  /** Where the callback address is entered. */
  whereToPaste: string
}

const OFFICIAL_BACKEND = '微信公众平台 → 设置与开发 → 基本配置'

export const kinds: Record<Kind, KindTexts> = {
  official_account: {
    name: '公众号',
    icon: <WechatOutlined />,
    keyLabel: 'AppID',
    whereToFind: `在「${OFFICIAL_BACKEND}」查看 AppID 与 AppSecret，并把服务器 IP 加入白名单。`,
    whereToPaste: `粘贴到「${OFFICIAL_BACKEND} → 服务器配置」，消息加解密方式选「安全模式」。`,
  },
  mini_program: {
    name: '小程序',
    icon: <AppstoreOutlined />,
    keyLabel: 'AppID',
    whereToFind: '在「微信公众平台 → 开发管理 → 开发设置」查看 AppID 与 AppSecret。',
    whereToPaste: '粘贴到「微信公众平台 → 开发管理 → 消息推送」，加密方式选「安全模式」。',
  },
  work: {
    name: '企业微信',
    icon: <WechatWorkOutlined />,
    keyLabel: '企业 ID',
    whereToFind:
      '企业 ID 在「我的企业」，AgentId 与 Secret 在自建应用详情；应用需加入「客户联系 → 可调用接口的应用」。',
    whereToPaste: '粘贴到「应用管理 → 自建应用 → 接收消息 → 设置 API 接收」，并勾选「外部联系人变更回调」。',
  },
  pay: {
    name: '微信支付',
    icon: <PayCircleOutlined />,
    keyLabel: '商户号',
    whereToFind: '在「微信支付商户平台 → 账户中心 → API 安全」申请 API 证书、设置 APIv3 密钥，并下载微信支付公钥。',
    whereToPaste: '无需填写：每次下单会把这个地址告诉微信支付；它必须是公网可访问的 https 地址。',
  },
  sms: { name: '短信', icon: <MobileOutlined />, keyLabel: '签名', whereToFind: '', whereToPaste: '' },
  shop: { name: '店铺', icon: <ShopOutlined />, keyLabel: '店铺 ID', whereToFind: '', whereToPaste: '' },
}

/** The kinds that can be added here. */
export const configurableKinds = ['official_account', 'mini_program', 'work', 'pay'] as const
