import { App, Input, Modal } from 'antd'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { messageOf } from '../../../lib/api'
import { useCan } from '../../../lib/session'
import { EmptyState, Section, Sentence, VersionList } from '../../../ui'
import type { TagDetail } from '../api/get-tag'
import { useRestoreVersion } from '../api/save-tag'
import css from './versions.module.css'

type Version = TagDetail['versions'][number]

/** Every published version, the newest first: who, when, what differs, and the way back. */
export function Versions({ tag }: { tag: TagDetail }) {
  const publishes = useCan('tag.publish')
  const [asked, setAsked] = useState<Version | null>(null)
  const mayRestore = publishes && tag.method === 'rule' && tag.actions.includes('publish')
  return (
    <Section title="版本记录" hint="每次发布一个版本；可以把旧规则重新发布">
      {tag.versions.length === 0 && <EmptyState compact title="还没有发布过" />}
      <VersionList
        label="版本记录"
        versions={tag.versions}
        inForce={tag.state === 'retired' ? null : tag.version}
        whenOf={({ publishedAt }) => publishedAt}
        byOf={({ publishedByName }) => publishedByName}
        onRestore={mayRestore ? setAsked : undefined}
      >
        {({ version, note, changes, sentence }) => (
          <>
            {note && <div className={css.note}>“{note}”</div>}
            {changes.length > 0 && version > 1 ? (
              <ul className={css.changes}>
                {changes.map((change) => (
                  <li key={change}>{change}</li>
                ))}
              </ul>
            ) : (
              <Sentence text={sentence ?? '手工设置'} quiet />
            )}
          </>
        )}
      </VersionList>
      {asked && <RestoreDialog tag={tag} version={asked} onClose={() => setAsked(null)} />}
    </Section>
  )
}

function RestoreDialog({ tag, version, onClose }: { tag: TagDetail; version: Version; onClose: () => void }) {
  const [note, setNote] = useState('')
  const restore = useRestoreVersion()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const run = async () => {
    try {
      const { jobId } = await restore.mutateAsync({ id: tag.id, version: version.version, note: note.trim() })
      onClose()
      await navigate({ to: `/tags/${tag.id}`, search: jobId === null ? {} : { job: String(jobId) } })
    } catch (error) {
      message.error(messageOf(error))
    }
  }
  return (
    <Modal
      open
      centered
      title={`恢复 v${version.version} 的规则？`}
      okText="恢复并发布"
      confirmLoading={restore.isPending}
      onOk={() => void run()}
      onCancel={onClose}
    >
      <p className="muted">旧规则会作为新版本 v{tag.version + 1} 发布，立即重新计算所有客户；编辑中的修改会被替换。</p>
      {version.sentence && <Sentence text={version.sentence} />}
      <Input
        aria-label="恢复的原因"
        placeholder="原因（选填），会写在版本记录里"
        maxLength={200}
        value={note}
        onChange={(event) => setNote(event.target.value)}
        style={{ marginTop: 12 }}
      />
    </Modal>
  )
}
