import type { ErrorDeclaration } from './declaration'

export const ruleErrors = {} as const satisfies Record<string, ErrorDeclaration>
