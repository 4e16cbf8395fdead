import { ConsentList } from '@/features/privacy/consent-list'
import { appConfig, useMe } from '@/features/session'
import { FailureView } from '@/features/session/failure-view'
import type { PrivacyText } from '@/lib/contract'
import { useRemote } from '@/lib/use-remote'
import { elements } from '@/platform'
import { Icon } from '@/ui/icon'
import { Page } from '@/ui/page'
import { Skeleton } from '@/ui/skeleton'
import './index.scss'

const BONES = ['title', 'short', 'line', 'line', 'line', 'line'] as const

export default function PrivacyPage() {
  const config = useRemote('config', appConfig)
  return (
    <Page title="隐私说明">
      {config.state === 'loading' && <Skeleton bones={BONES} />}
      {config.state === 'failed' && <FailureView failure={config.failure} onRetry={config.reload} />}
      {config.state === 'ready' && <PrivacyView privacy={config.data.privacy} />}
    </Page>
  )
}

/** Headings of the text are lines that begin like «一、» or «## ». */
const isHeading = (line: string) => /^([一二三四五六七八九十]+、|#+\s)/.test(line)

function PrivacyView({ privacy }: { privacy: PrivacyText }) {
  const { Box, Span } = elements
  const me = useMe()
  const lines = privacy.text
    .split(/\n+/)
    .map((line) => line.trim())
    .filter(Boolean)
  return (
    <Box className="privacy">
      <Span className="privacy__title">{privacy.title}</Span>
      <Span className="privacy__version">{`版本 ${privacy.version}`}</Span>
      {me && (
        <Box className="privacy__state">
          <Icon name="shield" size={20} />
          <Span>{me.phoneMasked ? `您已授权手机号 ${me.phoneMasked}` : '您尚未授权手机号'}</Span>
        </Box>
      )}
      <ConsentList privacy={privacy} />
      {lines.map((line, index) => (
        <Box key={index} className={isHeading(line) ? 'privacy__heading' : 'privacy__line'}>
          <Span>{line.replace(/^#+\s/, '')}</Span>
        </Box>
      ))}
    </Box>
  )
}
