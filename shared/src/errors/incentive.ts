import type { ErrorDeclaration } from './declaration'

export const incentiveErrors = {} as const satisfies Record<string, ErrorDeclaration>
