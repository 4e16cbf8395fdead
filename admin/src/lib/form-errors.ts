import type { FormInstance } from 'antd'
import { ApiError } from './api'

type NamePath = (string | number)[]

/** `tiers[0].minimum` or `tiers.0.minimum` → `['tiers', 0, 'minimum']`, the way antd names nested fields. */
export function namePath(field: string): NamePath {
  return field
    .replace(/\[(\d+)\]/g, '.$1')
    .split('.')
    .filter((part) => part !== '')
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part))
}

/**
 * Shows the server's complaints beside the fields they name.
 * @returns true when at least one complaint found a mounted field, so that no toast is needed.
 */
export function showFormErrors(form: FormInstance, error: unknown): boolean {
  if (!(error instanceof ApiError)) return false
  const complaints =
    error.details.length > 0 ? error.details : error.field ? [{ field: error.field, message: error.message }] : []
  const found = complaints
    .map(({ field, message }) => ({ name: namePath(field), errors: [message] }))
    .filter(({ name }) => form.getFieldInstance(name) !== undefined)
  if (found.length === 0) return false
  form.setFields(found)
  const first = found[0]
  if (first) form.scrollToField(first.name, { block: 'center' })
  return found.length === complaints.length
}
