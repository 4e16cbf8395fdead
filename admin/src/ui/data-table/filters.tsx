import { SearchOutlined } from '@ant-design/icons'
import { DatePicker, Input, Select } from 'antd'
import { useEffect, useState } from 'react'
import { pickerValue, shanghaiDayStart } from '../../lib/format'
import type { ListState } from './use-list'

interface FilterProps<F extends string> {
  list: ListState<F>
  name: F
  placeholder: string
  width?: number
}

/** Free text; applied while typing, after a pause. */
export function ListSearch<F extends string>({ list, name, placeholder, width = 240 }: FilterProps<F>) {
  const applied = list.filters[name] ?? ''
  const [text, setText] = useState(applied)
  useEffect(() => setText(applied), [applied])
  useEffect(() => {
    if (text.trim() === applied) return
    const timer = setTimeout(
      () => list.setFilters({ [name]: text.trim() || undefined } as Partial<Record<F, string | undefined>>),
      350,
    )
    return () => clearTimeout(timer)
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only typing starts the pause; `list` changes with every address
  }, [text])
  return (
    <Input
      allowClear
      aria-label={placeholder}
      placeholder={placeholder}
      prefix={<SearchOutlined style={{ color: 'var(--ink-faint)' }} />}
      value={text}
      onChange={(event) => setText(event.target.value)}
      style={{ width }}
    />
  )
}

interface SelectProps<F extends string> extends FilterProps<F> {
  options: readonly { value: string; label: string }[]
  searchable?: boolean
}

/** One of a list of values. */
export function ListSelect<F extends string>({
  list,
  name,
  placeholder,
  options,
  width = 140,
  searchable = false,
}: SelectProps<F>) {
  return (
    <Select
      allowClear
      aria-label={placeholder}
      placeholder={placeholder}
      value={list.filters[name]}
      options={[...options]}
      showSearch={searchable && { optionFilterProp: 'label' }}
      onChange={(value: string | undefined) =>
        list.setFilters({ [name]: value } as Partial<Record<F, string | undefined>>)
      }
      style={{ width }}
    />
  )
}

interface RangeProps<F extends string> {
  list: ListState<F>
  /** Filter names of the first instant (inclusive) and the last (exclusive), both UTC. */
  from: F
  to: F
}

/** A range of Shanghai days; the last day is included. */
export function ListDateRange<F extends string>({ list, from, to }: RangeProps<F>) {
  const start = pickerValue(list.filters[from])
  const end = pickerValue(list.filters[to])
  return (
    <DatePicker.RangePicker
      aria-label="日期范围"
      value={start && end ? [start, end.subtract(1, 'day')] : null}
      onChange={(days) =>
        list.setFilters({
          [from]: days?.[0] ? shanghaiDayStart(days[0]) : undefined,
          [to]: days?.[1] ? shanghaiDayStart(days[1].add(1, 'day')) : undefined,
        } as Partial<Record<F, string | undefined>>)
      }
      style={{ width: 250 }}
    />
  )
}
