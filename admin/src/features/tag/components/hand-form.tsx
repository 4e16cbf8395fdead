import { Select, Switch } from 'antd'
import type { TagDraft } from '../draft'
import css from './rule/rule-form.module.css'

interface Props {
  draft: TagDraft
  onChange: (patch: Partial<TagDraft>) => void
}

/** The values that people choose from when they set the tag by hand. */
export function HandForm({ draft, onChange }: Props) {
  return (
    <div className={css.form}>
      <div className={css.field}>
        <span className={css.label}>可选的值</span>
        <div className={css.stacked}>
          <Select
            aria-label="可选的值"
            mode="tags"
            value={draft.handValues}
            onChange={(handValues: string[]) => onChange({ handValues })}
            open={false}
            suffixIcon={null}
            tokenSeparators={[',', '，', '、']}
            placeholder="输入后按回车，例如：高、中、低"
          />
          <span className={css.hint}>销售在侧边栏、运营在客户页从这些值里选择。</span>
        </div>
      </div>
      <div className={css.field}>
        <span className={css.label}>可以多选</span>
        <div className={css.controls}>
          <Switch aria-label="可以多选" checked={draft.multiple} onChange={(multiple) => onChange({ multiple })} />
          <span className={css.hint}>
            {draft.multiple ? '一位客户可以同时有多个值' : '一位客户只有一个值，重新选择会替换'}
          </span>
        </div>
      </div>
    </div>
  )
}
