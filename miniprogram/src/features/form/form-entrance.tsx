import type { FormEntrance } from '@/lib/contract'
import { route } from '@/lib/routes'
import { elements, platform } from '@/platform'
import { Icon } from '@/ui/icon'
import './form-entrance.scss'

/** The way into a form, with what answering it brings. */
export function FormEntranceCard({ form }: { form: FormEntrance }) {
  const { Box, Span } = elements
  return (
    <Box
      id="open-form"
      className="gy-form-entrance"
      role="button"
      label={`填写：${form.title}`}
      onTap={() => platform.open(route('form', { id: form.id }))}
    >
      <Box className="gy-form-entrance__icon">
        <Icon name="form" size={22} />
      </Box>
      <Box className="gy-form-entrance__words">
        <Span className="gy-form-entrance__title">{form.title}</Span>
        {form.reward && <Span className="gy-form-entrance__reward">{`填写即赠 ${form.reward}`}</Span>}
      </Box>
      <Icon name="right" size={18} />
    </Box>
  )
}
