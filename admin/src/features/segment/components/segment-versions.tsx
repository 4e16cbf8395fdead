import { useNavigate } from '@tanstack/react-router'
import { App, Modal } from 'antd'
import { useState } from 'react'
import { messageOf } from '../../../lib/api'
import { useCan } from '../../../lib/session'
import { Section, Sentence, VersionList } from '../../../ui'
import type { SegmentDetail } from '../api/get-segment'
import { useRestoreSegment } from '../api/save-segment'

type Version = SegmentDetail['versions'][number]

/** Every rule the segment has had, the newest first: who changed it, when, and the way back. */
export function SegmentVersions({ segment }: { segment: SegmentDetail }) {
  const writes = useCan('segment.write')
  const [asked, setAsked] = useState<Version | null>(null)
  return (
    <Section title="规则版本" hint="每次修改条件记一个版本；可以恢复旧规则">
      <VersionList
        label="规则版本"
        versions={segment.versions}
        inForce={segment.version}
        whenOf={({ changedAt }) => changedAt}
        byOf={({ changedByName }) => changedByName}
        onRestore={writes ? setAsked : undefined}
      >
        {({ sentence }) => <Sentence text={sentence} quiet />}
      </VersionList>
      {asked && <RestoreDialog segment={segment} version={asked} onClose={() => setAsked(null)} />}
    </Section>
  )
}

function RestoreDialog({
  segment,
  version,
  onClose,
}: {
  segment: SegmentDetail
  version: Version
  onClose: () => void
}) {
  const restore = useRestoreSegment(segment.id)
  const navigate = useNavigate()
  const { message } = App.useApp()
  const run = async () => {
    try {
      await restore.mutateAsync(version.version)
      onClose()
      await navigate({ to: `/segments/${segment.id}` })
    } catch (error) {
      message.error(messageOf(error))
    }
  }
  return (
    <Modal
      open
      centered
      title={`恢复 v${version.version} 的规则？`}
      okText="恢复"
      confirmLoading={restore.isPending}
      onOk={() => void run()}
      onCancel={onClose}
    >
      <p className="muted">旧规则会作为新版本 v{segment.version + 1} 生效，并立即重新计算名单。</p>
      <Sentence text={version.sentence} />
    </Modal>
  )
}
