import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Tooltip } from 'antd'
import { formatCount, formatDuration } from '../../../lib/format'
import { StatePill, type Tone } from '../../../ui'
import { engineQuery, type EngineStatus } from '../api/engine'

const FRESH_SECONDS = 2
const SLOW_SECONDS = 30

/** Freshness in a few words. */
export function describeEngine({ alive, waiting, lagSeconds }: EngineStatus): { tone: Tone; text: string } {
  if (!alive) return { tone: 'bad', text: '人群引擎不可用' }
  if (waiting === 0 || lagSeconds < FRESH_SECONDS) return { tone: 'good', text: '数据实时' }
  return {
    tone: lagSeconds > SLOW_SECONDS ? 'attention' : 'good',
    text: `数据延迟 ${formatDuration(lagSeconds * 1000)}`,
  }
}

/** How fresh counts, tags and segments are, always in sight. */
export function EngineLag() {
  const { data } = useQuery(engineQuery)
  if (!data) return null
  const { tone, text } = describeEngine(data)
  return (
    <Tooltip
      title={data.waiting === 0 ? '人群引擎已处理全部数据' : `人群引擎还有 ${formatCount(data.waiting)} 条变更待处理`}
    >
      <Link to="/system" aria-label={`人群引擎：${text}`}>
        <StatePill tone={tone}>{text}</StatePill>
      </Link>
    </Tooltip>
  )
}
