import type { ErrorDeclaration } from './declaration'

export const privacyErrors = {} as const satisfies Record<string, ErrorDeclaration>
