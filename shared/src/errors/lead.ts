import type { ErrorDeclaration } from './declaration'

export const leadErrors = {} as const satisfies Record<string, ErrorDeclaration>
