import type { ErrorDeclaration } from './declaration'

export const tagErrors = {} as const satisfies Record<string, ErrorDeclaration>
