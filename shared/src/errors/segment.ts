import type { ErrorDeclaration } from './declaration'

export const segmentErrors = {} as const satisfies Record<string, ErrorDeclaration>
