import { Link } from '@tanstack/react-router'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { formatCount, formatPercent } from '../../../lib/format'
import { PersonAvatar } from '../../../ui'
import type { TagPreview } from '../api/preview-tag'
import { Histogram } from './histogram'
import { MoveMatrix } from './move-matrix'
import css from './preview-panel.module.css'

const SHOWN = 12

/** How many people would get each value, what that changes, and some of them by name. */
export function PreviewResult({ preview, compared }: { preview: TagPreview; compared: boolean }) {
  const today = compared && preview.coveredToday > 0
  return (
    <>
      <div className={css.coverage}>
        <b data-testid="tag-coverage">{formatCount(preview.covered)}</b> 人有值，占全部客户{' '}
        {formatPercent(preview.everyone ? preview.covered / preview.everyone : null)}
      </div>
      {preview.covered === 0 && <p className={css.hint}>没有人会得到这个标签</p>}
      {preview.numbers ? (
        <Histogram
          label="预览的分布"
          numbers={preview.numbers}
          type={preview.valueType}
          unit={preview.unit}
          height={150}
        />
      ) : (
        <Values values={preview.values} compared={today} />
      )}
      {today && <Changes preview={preview} />}
      {preview.sample.length > 0 && <Sample sample={preview.sample} compared={today} />}
    </>
  )
}

function Values({ values, compared }: { values: TagPreview['values']; compared: boolean }) {
  const most = Math.max(1, ...values.map(({ people }) => people))
  return (
    <>
      <ul className={css.values}>
        {values.slice(0, SHOWN).map(({ value, shown, people, today, kept }) => (
          <li key={value} className={css.value}>
            <span className={css.name} title={shown}>
              {shown}
            </span>
            <span className={css.number}>{formatCount(people)}</span>
            {compared && <Difference gained={people - kept} lost={today - kept} />}
            <span className={css.track}>
              <span className={css.bar} style={{ width: `${(people / most) * 100}%` }} />
            </span>
          </li>
        ))}
      </ul>
      {values.length > SHOWN && <p className={css.hint}>另有 {values.length - SHOWN} 个值</p>}
    </>
  )
}

function Difference({ gained, lost }: { gained: number; lost: number }) {
  if (gained === 0 && lost === 0) return <span className={css.same}>不变</span>
  return (
    <span className={css.difference}>
      {gained > 0 && <span className={css.more}>+{formatCount(gained)}</span>}
      {lost > 0 && <span className={css.less}>−{formatCount(lost)}</span>}
    </span>
  )
}

function Changes({ preview }: { preview: TagPreview }) {
  const [open, setOpen] = useState(false)
  const same = preview.changing === 0
  return (
    <div className={css.changes}>
      <span>
        {same ? '与现在完全一样' : '与现在相比，'}
        {!same && (
          <>
            <b>{formatCount(preview.changing)}</b> 人的值会变
          </>
        )}
      </span>
      {!same && (
        <Button size="small" onClick={() => setOpen(true)}>
          谁变成什么
        </Button>
      )}
      <Modal open={open} width={880} centered footer={null} title="发布后谁变成什么" onCancel={() => setOpen(false)}>
        <MoveMatrix moves={preview.moves} />
      </Modal>
    </div>
  )
}

const said = (values: readonly string[]): string => (values.length === 0 ? '没有' : values.join('、'))

function Sample({ sample, compared }: { sample: TagPreview['sample']; compared: boolean }) {
  return (
    <>
      <h3 className={css.title} style={{ marginTop: 18 }}>
        看看是谁
      </h3>
      <ul className={css.people}>
        {sample.map(({ customerId, displayName, shown, today }) => {
          const changed = compared && said(today) !== said(shown)
          const text = changed ? `${said(today)} → ${said(shown)}` : said(shown)
          return (
            <li key={customerId}>
              <Link to={`/customers/${customerId}`} target="_blank" className={css.person}>
                <PersonAvatar name={displayName} seed={customerId} size={24} />
                <span className="clip">{displayName}</span>
                <span className={changed ? css.givenNew : css.given} title={text}>
                  {text}
                </span>
              </Link>
            </li>
          )
        })}
      </ul>
    </>
  )
}
