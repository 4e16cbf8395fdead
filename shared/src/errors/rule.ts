import type { ErrorDeclaration } from './declaration'

export const ruleErrors = {
  RULE_INVALID: { status: 400, message: '规则有误：{problem}' },
} as const satisfies Record<string, ErrorDeclaration>
