import type { ErrorDeclaration } from './declaration'

export const reachErrors = {} as const satisfies Record<string, ErrorDeclaration>
