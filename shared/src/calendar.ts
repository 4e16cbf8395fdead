export const DAY_MS = 86_400_000

/** Shanghai has kept +8 without summer time since 1991. */
export const SHANGHAI_MS = 8 * 3_600_000

/** The calendar day in Asia/Shanghai, `YYYY-MM-DD`. */
export const shanghaiDay = (at: Date): string => new Date(at.getTime() + SHANGHAI_MS).toISOString().slice(0, 10)

/** The first instant of a day `YYYY-MM-DD` of Asia/Shanghai, in milliseconds since the epoch. */
export const startOfShanghaiDay = (day: string): number => Date.parse(`${day}T00:00:00Z`) - SHANGHAI_MS
