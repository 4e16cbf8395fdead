import type { ErrorDeclaration } from './declaration'

export const identityErrors = {} as const satisfies Record<string, ErrorDeclaration>
