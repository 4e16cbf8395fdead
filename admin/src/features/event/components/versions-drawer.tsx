import { useQuery } from '@tanstack/react-query'
import { Drawer, Timeline } from 'antd'
import type { Schema } from '../../../lib/api'
import { DateTime, QueryView } from '../../../ui'
import { versionsQuery, type EventDefinition } from '../api/tracking-plan'
import { PROPERTY_TYPES } from '../labels'

type Version = Schema<'EventVersionReply'>

/** How a definition came to be what it is: one entry per version, with what it changed. */
export function VersionsDrawer({ event, onClose }: { event: EventDefinition | null; onClose: () => void }) {
  return (
    <Drawer title={event ? `「${event.label}」的版本` : ''} open={event !== null} onClose={onClose} size={520}>
      {event && <History event={event} />}
    </Drawer>
  )
}

function History({ event }: { event: EventDefinition }) {
  const history = useQuery(versionsQuery(event.name))
  return (
    <QueryView query={history} rows={4}>
      {(versions) =>
        versions.length === 0 ? (
          <p className="faint">
            自 <DateTime value={event.since} /> 声明以来没有改过。
          </p>
        ) : (
          <Timeline
            items={versions.map((version, index) => ({
              content: (
                <>
                  <b>v{version.version}</b>　<DateTime value={version.at} />　
                  <span className="faint">{version.by ?? '系统'}</span>
                  <ul style={{ margin: '6px 0 0', paddingLeft: 18 }}>
                    {changesOf(version, versions[index + 1]).map((text) => (
                      <li key={text}>{text}</li>
                    ))}
                  </ul>
                </>
              ),
            }))}
          />
        )
      }
    </QueryView>
  )
}

/** What a version changed, in words. */
function changesOf(version: Version, before: Version | undefined): string[] {
  if (!before) return [`声明，${version.properties.length} 个属性`]
  const old = new Map(before.properties.map((property) => [property.key, property]))
  const kept = new Set(version.properties.map(({ key }) => key))
  const changes = [
    ...version.properties.flatMap((property) => {
      const known = old.get(property.key)
      if (!known) return [`增加属性「${property.label}」（${PROPERTY_TYPES[property.type]}）`]
      return JSON.stringify(known) === JSON.stringify(property) ? [] : [`修改属性「${property.label}」`]
    }),
    ...before.properties.filter(({ key }) => !kept.has(key)).map(({ label }) => `删除属性「${label}」`),
  ]
  if (version.label !== before.label) changes.push(`改名为「${version.label}」`)
  if (version.paused !== before.paused) changes.push(version.paused ? '停用' : '启用')
  if (version.archived !== before.archived) changes.push(version.archived ? '归档' : '恢复')
  if (version.expectedDaily !== before.expectedDaily) changes.push(`预期每天 ${version.expectedDaily ?? '不设'}`)
  return changes.length > 0 ? changes : ['修改说明、来源或负责人']
}
