import {
  BellOutlined,
  EyeOutlined,
  FormOutlined,
  GiftOutlined,
  LoginOutlined,
  MailOutlined,
  MessageOutlined,
  NotificationOutlined,
  PhoneOutlined,
  ProfileOutlined,
  QrcodeOutlined,
  ReadOutlined,
  ShoppingOutlined,
  TagOutlined,
  UserAddOutlined,
  UserDeleteOutlined,
  UsergroupAddOutlined,
  UsergroupDeleteOutlined,
} from '@ant-design/icons'
import type { ComponentType, CSSProperties } from 'react'

type Hue = 'pine' | 'amber' | 'indigo' | 'cinnabar' | 'leaf' | 'ink-soft'

const LOOKS: Readonly<Record<string, { icon: ComponentType; hue: Hue }>> = {
  follow_official_account: { icon: BellOutlined, hue: 'leaf' },
  unfollow_official_account: { icon: BellOutlined, hue: 'ink-soft' },
  scan_channel_code: { icon: QrcodeOutlined, hue: 'leaf' },
  send_message: { icon: MessageOutlined, hue: 'indigo' },
  login_mini_program: { icon: LoginOutlined, hue: 'ink-soft' },
  read_content: { icon: ReadOutlined, hue: 'indigo' },
  view_product: { icon: EyeOutlined, hue: 'indigo' },
  authorize_phone: { icon: PhoneOutlined, hue: 'pine' },
  answer_subscribe_message: { icon: NotificationOutlined, hue: 'pine' },
  claim_coupon: { icon: GiftOutlined, hue: 'amber' },
  use_coupon: { icon: GiftOutlined, hue: 'cinnabar' },
  submit_form: { icon: FormOutlined, hue: 'pine' },
  add_work_contact: { icon: UserAddOutlined, hue: 'leaf' },
  remove_work_contact: { icon: UserDeleteOutlined, hue: 'ink-soft' },
  join_work_group: { icon: UsergroupAddOutlined, hue: 'leaf' },
  leave_work_group: { icon: UsergroupDeleteOutlined, hue: 'ink-soft' },
  purchase: { icon: ShoppingOutlined, hue: 'cinnabar' },
  receive_message: { icon: MailOutlined, hue: 'ink-soft' },
  open_message: { icon: ProfileOutlined, hue: 'indigo' },
}

/** The sign of an event, the same everywhere: a round badge whose colour tells contact, interest and money apart. */
export function EventIcon({ name, size = 28 }: { name: string; size?: number }) {
  const { icon: Icon, hue } = LOOKS[name] ?? { icon: TagOutlined, hue: 'ink-soft' }
  const style: CSSProperties = {
    display: 'inline-grid',
    placeItems: 'center',
    flex: 'none',
    width: size,
    height: size,
    borderRadius: '50%',
    fontSize: Math.round(size * 0.5),
    color: `var(--${hue})`,
    background: hue === 'ink-soft' ? 'var(--paper-deep)' : `var(--${hue}-tint)`,
  }
  return (
    <span aria-hidden="true" style={style}>
      <Icon />
    </span>
  )
}
