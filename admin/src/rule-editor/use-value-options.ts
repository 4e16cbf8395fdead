import type { NamedValue } from '@guiyi/shared'

export function useValueOptions(_event: string, _property: string): readonly NamedValue[] | undefined {
  return undefined
}
