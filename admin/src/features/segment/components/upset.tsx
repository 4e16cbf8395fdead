import { useState } from 'react'
import { formatCount, formatPercent } from '../../../lib/format'
import { useCan } from '../../../lib/session'
import { CountLink, EmptyState } from '../../../ui'
import type { Overlap } from '../api/analysis'
import { PeopleDrawer } from './people-drawer'
import css from './upset.module.css'

/** Which combinations of lists people are in, largest first (an UpSet picture: filled dots say which lists). */
export function UpSet({ overlap: { lists, parts, people } }: { overlap: Overlap }) {
  const seesPeople = useCan('customer.read')
  const [asked, setAsked] = useState<Overlap['parts'][number] | null>(null)
  if (people === 0) return <EmptyState compact title="这几份名单里都没有人" />
  const largest = parts[0]?.people ?? 1
  const inWords = (places: readonly number[]): string =>
    places.length === lists.length
      ? '同时在全部名单'
      : `${places.length === 1 ? '只在' : '同时在'}${places.map((place) => `「${lists[place]?.name ?? ''}」`).join('')}`
  return (
    <>
      <div
        className={css.grid}
        role="table"
        aria-label="人群重合"
        style={{
          gridTemplateColumns: `repeat(${lists.length}, 44px) minmax(120px, 1fr) 88px 64px minmax(160px, 1.2fr)`,
        }}
      >
        <div className={css.row} role="row">
          {lists.map(({ kind, id, name }) => (
            <span key={`${kind}-${id}`} role="columnheader" className={`${css.name} clip`} title={name}>
              {name}
            </span>
          ))}
          <span role="columnheader" style={{ gridColumn: 'span 4' }} />
        </div>
        <div className={css.row} role="row">
          {lists.map(({ kind, id, people: size }) => (
            <span key={`${kind}-${id}`} role="cell" className={css.size}>
              {formatCount(size)}
            </span>
          ))}
          <span role="cell" style={{ gridColumn: 'span 4' }} />
        </div>
        {parts.map((part) => {
          const { places, people: size } = part
          return (
            <div key={places.join('-')} className={css.row} role="row">
              {lists.map(({ kind, id, name }, place) => (
                <i
                  key={`${kind}-${id}`}
                  role="cell"
                  aria-label={places.includes(place) ? `在「${name}」` : `不在「${name}」`}
                  className={`${css.dot} ${places.includes(place) ? css.in : ''}`}
                />
              ))}
              <div role="cell" className={css.track}>
                <div className={css.bar} style={{ width: `${(size / largest) * 100}%` }} />
              </div>
              <span role="cell" className={css.count}>
                <CountLink count={size} onClick={seesPeople ? () => setAsked(part) : undefined} />
              </span>
              <span role="cell" className={css.share}>
                {formatPercent(size / people)}
              </span>
              <span role="cell" className={`${css.words} clip`} title={inWords(places)}>
                {inWords(places)}
              </span>
            </div>
          )
        })}
      </div>
      {asked && (
        <PeopleDrawer
          title={inWords(asked.places)}
          source={{
            of: 'overlap',
            lists: lists.map(({ kind, id }) => ({ kind, id })),
            places: asked.places,
          }}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  )
}
