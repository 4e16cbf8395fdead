import type { JsonObject } from '../kernel/json'

/** What control calls do and a body they take. The key is method and path. */
export type ControlCalls = Record<string, { about: string; body?: JsonObject; query?: Record<string, string> }>
