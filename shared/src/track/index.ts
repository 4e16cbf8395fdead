export { createTracker } from './tracker'
export { TrackRefused } from './types'
export type { TrackCallBody, TrackedMessage, Tracker, TrackIdentity, TrackTransport } from './types'
