import { Input } from 'antd'

interface Props {
  label: string
  onChange: (note: string) => void
}

/** Why something is done, for the list of versions; inside a dialog that asks first. */
export function NoteInput({ label, onChange }: Props) {
  return (
    <Input
      aria-label={label}
      placeholder="改了什么、为什么（选填），会写在版本记录里"
      maxLength={200}
      onChange={(event) => onChange(event.target.value.trim())}
      style={{ marginTop: 12 }}
    />
  )
}
