import type { ErrorDeclaration } from './declaration'

export const orderErrors = {} as const satisfies Record<string, ErrorDeclaration>
