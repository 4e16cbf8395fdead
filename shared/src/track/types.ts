/** One value of a property. Money is integer fen, a date ISO 8601. */
export type TrackValue = string | number | boolean | readonly string[]

/** One way in which the outside knows a person; see the tracking API. */
export interface TrackIdentity {
  kind: string
  /** appid, corpid or shop; absent for `phone` and `unionid`. */
  scope?: string
  value: string
  /** Only the word of a server counts. */
  verified?: boolean
}

/** A message as it is kept and sent. Its id stays the same however often it is sent. */
export interface TrackedMessage {
  id: string
  event: string
  /** ISO 8601, by this device's clock. */
  time: string
  properties: Record<string, TrackValue>
  anonymousId?: string
  identities?: TrackIdentity[]
}

/** Body of `POST /v1/track`. */
export interface TrackCallBody {
  messages: TrackedMessage[]
  /** ISO 8601: when this device's clock says that it is sent. The server corrects the times of a clock that is off. */
  sentAt: string
}

/** A refusal that sending the same messages again cannot cure; everything else that a transport throws is tried again. */
export class TrackRefused extends Error {
  override readonly name = 'TrackRefused'
}

/**
 * Brings one call to the server: resolves once the server has answered with success.
 * @param leaving the page or app is going away; the request should outlive it
 * @throws TrackRefused when it is no use to try again
 */
export type TrackTransport = (body: TrackCallBody, leaving: boolean) => Promise<void>

/** Where the queue survives a restart. May throw; then the queue lives in memory alone. */
export interface TrackStorage {
  read(key: string): unknown
  write(key: string, value: unknown): void
}

export interface TrackerOptions {
  send: TrackTransport
  storage: TrackStorage
  now(): Date
  /** Different on every call, unique enough to tell messages apart. */
  newId(): string
  schedule(act: () => void, ms: number): void
  /** In [0, 1); default Math.random. */
  random?: () => number
  /** Under which the queue is kept; default `tracking`. */
  storageKey?: string
  /** Nothing is sent before `start()`. Default false. */
  paused?: boolean
  /**
   * Nothing is noted, and nothing is kept on the device, before the person has agreed, which `start()` says; remembered
   * until `stop()`. Default false.
   */
  askFirst?: boolean
  /** Messages carry an id of this device. Off where a log-in token says who it is. Default true. */
  anonymous?: boolean
  /** Declared text property that is to carry the session's id; absent when no event declares one. */
  sessionProperty?: string
  /** Told when messages are given up: refused for good, too large, or older than what the queue holds. */
  onDrop?(messages: readonly TrackedMessage[], reason: 'refused' | 'too-large' | 'overflow'): void
}

export interface Tracker {
  /** Notes one event. @returns the id of its message; null when it is too large to be sent, or the person does not want it */
  track(event: string, properties?: Record<string, TrackValue>): string | null
  /** Names the person from here on, beside what was named before. The server joins the device with them. */
  identify(identities: readonly TrackIdentity[]): void
  /** Forgets who it was and becomes a new device: somebody logged out. */
  reset(): void
  /** Lets a paused tracker send; the person has agreed. */
  start(): void
  /** The person does not want it: forgets what waits and who it was, and notes nothing until `start()`, on later visits too. */
  stop(): void
  /** Sends what waits. `leaving` lets the request outlive the page. Never rejects. */
  flush(leaving?: boolean): Promise<void>
  /** This device, for a server of the brand's that names the person to Guiyi; '' when messages are not anonymous. */
  anonymousId(): string
  /** Changes after half an hour without an event. */
  sessionId(): string
}
