import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import type { Condition, RuleNode } from '@guiyi/shared'
import { useProblem } from './context'
import { ConditionRow } from './condition-row'
import { emptyGroup, newCondition, replaceAt, unwrap, wrap, type Group } from './drafts'
import css from './rule-editor.module.css'
import { CONDITION_KINDS } from './words'

interface Props {
  group: Group
  onChange: (group: Group) => void
  /** Address of this group within the whole rule, as validation names it. */
  path: string
  depth?: number
  excluded?: boolean
  onExclude?: (excluded: boolean) => void
  onRemove?: () => void
}

/** Conditions joined by 且 or 或, at any depth. */
export function GroupEditor({ group, onChange, path, depth = 1, excluded = false, onExclude, onRemove }: Props) {
  const problem = useProblem(path === '' ? 'of' : `${path}.of`)
  const set = (index: number, node: RuleNode | undefined) =>
    onChange({ ...group, of: replaceAt(group.of, index, node) })
  const add = (node: RuleNode) => onChange({ ...group, of: [...group.of, node] })
  const joined = group.of.length > 1
  const other = group.kind === 'all' ? 'any' : 'all'
  return (
    <div
      className={`${css.group} ${depth > 1 ? css.nested : ''} ${excluded ? css.excluded : ''}`}
      role="group"
      aria-label={depth > 1 ? '条件组' : '条件'}
    >
      {joined && (
        <div className={css.rail}>
          <button
            type="button"
            className={`${css.joiner} ${group.kind === 'any' ? css.or : ''}`}
            title={group.kind === 'all' ? '全部满足；点击改为满足任一' : '满足任一；点击改为全部满足'}
            aria-label={group.kind === 'all' ? '且：全部满足' : '或：满足任一'}
            onClick={() => onChange({ ...group, kind: other })}
          >
            {group.kind === 'all' ? '且' : '或'}
          </button>
        </div>
      )}
      <div className={css.rows}>
        {group.of.map((node, index) => {
          const { excluded: isExcluded, inner } = unwrap(node)
          const at = `${path === '' ? '' : `${path}.`}of[${index}]${'.of'.repeat(node.kind === 'not' ? 1 : 0)}`
          const shared = {
            path: at,
            excluded: isExcluded,
            onExclude: (next: boolean) => set(index, wrap(inner, next)),
            onRemove: () => set(index, undefined),
          }
          return inner.kind === 'all' || inner.kind === 'any' ? (
            <GroupEditor
              key={index}
              {...shared}
              group={inner}
              depth={depth + 1}
              onChange={(next) => set(index, wrap(next, isExcluded))}
            />
          ) : (
            <ConditionRow
              key={index}
              {...shared}
              condition={inner}
              onChange={(next) => set(index, wrap(next, isExcluded))}
            />
          )
        })}
        <div className={css.foot}>
          <AddCondition onAdd={(kind) => add(newCondition(kind))} />
          {depth < 4 && (
            <Button
              type="text"
              size="small"
              className={css.quiet}
              onClick={() => add({ ...emptyGroup(), kind: other, of: [newCondition('event')] })}
            >
              添加条件组
            </Button>
          )}
          <span className={css.grow} />
          {onExclude && (
            <button
              type="button"
              className={excluded ? css.notOn : css.not}
              aria-pressed={excluded}
              onClick={() => onExclude(!excluded)}
            >
              排除整组
            </button>
          )}
          {onRemove && (
            <Button
              type="text"
              size="small"
              icon={<DeleteOutlined aria-hidden />}
              aria-label="删除条件组"
              onClick={onRemove}
            />
          )}
        </div>
        {group.of.length === 0 && problem && <div className={css.problem}>请至少添加一个条件</div>}
      </div>
    </div>
  )
}

function AddCondition({ onAdd }: { onAdd: (kind: Condition['kind']) => void }) {
  const items = (Object.keys(CONDITION_KINDS) as Condition['kind'][]).map((key) => ({
    key,
    label: CONDITION_KINDS[key],
  }))
  return (
    <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => onAdd(key as Condition['kind']) }}>
      <Button size="small" icon={<PlusOutlined aria-hidden />}>
        添加条件
      </Button>
    </Dropdown>
  )
}
