import type { ErrorDeclaration } from './declaration'

export const contentErrors = {} as const satisfies Record<string, ErrorDeclaration>
