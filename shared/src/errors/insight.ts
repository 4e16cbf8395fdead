import type { ErrorDeclaration } from './declaration'

export const insightErrors = {} as const satisfies Record<string, ErrorDeclaration>
