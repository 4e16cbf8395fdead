import type { AppFailure } from '@/lib/errors'
import { route } from '@/lib/routes'
import { platform } from '@/platform'
import { StateView } from '@/ui/state-view'
import { OpenInWechat } from './open-in-wechat'

const LOST = new Set(['NETWORK_FAILED', 'TIMED_OUT'])

/** How a failed first load looks: by code, with a way to try again. */
export function FailureView({ failure, onRetry }: { failure: AppFailure; onRetry: () => void }) {
  if (failure.code === 'OPEN_IN_WECHAT' || failure.code === 'SANDBOX_PERSON_UNKNOWN')
    return <OpenInWechat failure={failure} />
  if (failure.code === 'NOT_FOUND')
    return (
      <StateView
        title="这里空空如也"
        text={failure.message}
        act="返回首页"
        onAct={() => platform.openTab(route('home'))}
      />
    )
  return (
    <StateView
      icon="cloud"
      title={LOST.has(failure.code) ? '没有连上谷雨集' : '暂时没能打开'}
      text={failure.message}
      act="重新加载"
      actId="retry"
      onAct={onRetry}
    />
  )
}
