import { Input } from 'antd'
import { Section } from '../../../ui'
import css from './strategies.module.css'

interface Props {
  /** The values that can be told beforehand. */
  values: readonly string[]
  strategies: Record<string, string>
  onChange: (strategies: Record<string, string>) => void
}

/** What operators and sales should do with the people of each value; shown beside the value wherever it appears. */
export function Strategies({ values, strategies, onChange }: Props) {
  if (values.length === 0) return null
  const set = (value: string, text: string) => {
    const { [value]: _old, ...rest } = strategies
    onChange(text === '' ? rest : { ...rest, [value]: text })
  }
  return (
    <Section title="运营策略" hint="选填，会显示在客户画像与企微侧边栏">
      <div className={css.list}>
        {values.map((value) => (
          <label key={value} className={css.line}>
            <span className={css.value}>{value}</span>
            <Input
              value={strategies[value] ?? ''}
              maxLength={200}
              placeholder="遇到这样的客户，应该怎么做"
              onChange={(event) => set(value, event.target.value)}
            />
          </label>
        ))}
      </div>
    </Section>
  )
}
