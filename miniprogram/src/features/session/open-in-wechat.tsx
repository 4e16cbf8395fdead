import type { AppFailure } from '@/lib/errors'
import { useRemote } from '@/lib/use-remote'
import { elements } from '@/platform'
import { StateView } from '@/ui/state-view'
import { appConfig } from '.'
import './open-in-wechat.scss'

/** A browser with nobody in it: there is no WeChat to log in with, so it says where to go. */
export function OpenInWechat({ failure }: { failure: AppFailure }) {
  const config = useRemote('config', appConfig)
  const host = config.data?.wechatHost
  if (!host) return null
  if (host.kind === 'wechat' || !host.url)
    return (
      <StateView
        icon="wechat"
        title="请在微信中打开"
        text="在微信里搜索小程序「谷雨集」，阅读、领券与会员权益都在那里等您"
      />
    )
  const unknown = failure.code === 'SANDBOX_PERSON_UNKNOWN'
  return (
    <StateView
      icon="wechat"
      title="请从沙箱的微信里打开"
      text={
        unknown
          ? failure.message
          : '这里还不知道您是谁。在沙箱里选择一位用户，再点「打开小程序」，就会以他的微信身份进入谷雨集'
      }
    >
      <elements.Link id="to-sandbox" className="gy-open-wechat__link" href={`${host.url.replace(/\/$/, '')}/sandbox/`}>
        去沙箱选择用户
      </elements.Link>
    </StateView>
  )
}
