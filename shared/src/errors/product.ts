import type { ErrorDeclaration } from './declaration'

export const productErrors = {} as const satisfies Record<string, ErrorDeclaration>
