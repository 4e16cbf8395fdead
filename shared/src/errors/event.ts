import type { ErrorDeclaration } from './declaration'

export const eventErrors = {} as const satisfies Record<string, ErrorDeclaration>
