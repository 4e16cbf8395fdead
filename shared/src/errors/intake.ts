import type { ErrorDeclaration } from './declaration'

export const intakeErrors = {} as const satisfies Record<string, ErrorDeclaration>
