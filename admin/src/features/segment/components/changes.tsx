import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { causeOf, SegmentWhy } from '../../../segment-why'
import { DataTable, DateTime, EmptyState, ListSelect, PersonAvatar, useList, type Column } from '../../../ui'
import { segmentChangesQuery, type SegmentChange } from '../api/segment-changes'
import css from './changes.module.css'

const MOVES = [
  { value: 'entered', label: '只看进入' },
  { value: 'left', label: '只看离开' },
]

/** Who entered and left, when and why. */
export function Changes({ segment }: { segment: { id: number; name: string } }) {
  const list = useList({ filters: ['move'] })
  const changes = useQuery(segmentChangesQuery(segment.id, list.query))
  const [asked, setAsked] = useState<SegmentChange | null>(null)
  const columns: Column<SegmentChange>[] = [
    { title: '时间', width: 170, render: (_, row) => <DateTime value={row.at} /> },
    {
      title: '进出',
      width: 80,
      render: (_, row) => <span className={row.entered ? css.in : css.out}>{row.entered ? '进入' : '离开'}</span>,
    },
    {
      title: '客户',
      render: (_, row) => (
        <span className={css.person}>
          <PersonAvatar name={row.displayName} seed={row.customerId} size={24} />
          <span className="clip" title={row.displayName}>
            {row.displayName}
          </span>
        </span>
      ),
    },
    { title: '原因', width: 170, render: (_, row) => causeOf(row) },
    {
      title: '',
      width: 90,
      align: 'right',
      render: (_, row) => (
        <Button type="link" size="small" onClick={() => setAsked(row)}>
          为什么
        </Button>
      ),
    },
  ]
  return (
    <>
      <DataTable
        label="进出记录"
        unit="条"
        list={list}
        result={changes}
        columns={columns}
        rowKey="id"
        toolbar={<ListSelect list={list} name="move" placeholder="进入和离开" options={MOVES} />}
        empty={
          <EmptyState title="还没有人进出" description="名单变化时，谁在什么时候、因为什么进入或离开会记在这里。" />
        }
      />
      {asked && (
        <SegmentWhy
          customerId={asked.customerId}
          customerName={asked.displayName}
          segment={segment}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  )
}
