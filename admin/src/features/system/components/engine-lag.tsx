import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Tooltip } from 'antd'
import { formatCount, formatDuration } from '../../../lib/format'
import { StatePill, type Tone } from '../../../ui'
import { engineQuery, type EngineState } from '../api/engine'

function describe(engine: EngineState): { tone: Tone; text: string } {
  if (engine.state === 'unavailable') return { tone: 'bad', text: '人群引擎不可用' }
  if (engine.state === 'rebuilding') return { tone: 'attention', text: '人群引擎重建中' }
  if (engine.pendingRows === 0) return { tone: 'good', text: '数据实时' }
  return { tone: engine.lagMs > 60_000 ? 'attention' : 'good', text: `数据延迟 ${formatDuration(engine.lagMs)}` }
}

/** How fresh counts, tags and segments are, always in sight. */
export function EngineLag() {
  const { data } = useQuery(engineQuery)
  if (!data) return null
  const { tone, text } = describe(data)
  return (
    <Tooltip title={data.pendingRows === 0 ? '人群引擎已处理全部数据' : `人群引擎还有 ${formatCount(data.pendingRows)} 条变更待处理`}>
      <Link to="/system" aria-label={`人群引擎：${text}`}>
        <StatePill tone={tone}>{text}</StatePill>
      </Link>
    </Tooltip>
  )
}
