import type { TimelineItem } from '../event'
import type { ExplainedConditionReply } from '../tag'
import type { ChangeCause } from './segment-history'

export class CustomerSegmentReply {
  segmentId: number
  name: string
  /** When the person entered. */
  since: string
  /** The version of the rule by which the person entered. */
  version: number
}

export class SegmentSpanReply {
  entered: boolean
  at: string
  version: number
  /** `rule`: the rule was new; `real-time`: the person's acts or data; `time`: time passing; `batch`: everyone was looked at again; `gone`: merged or erased. */
  cause: ChangeCause
}

/** Why a person is in a segment, or is not. */
export class SegmentWhyReply {
  segmentId: number
  name: string
  version: number
  sentence: string
  inside: boolean
  /** Everyone is still to be evaluated by this version. */
  stale: boolean
  conditions: ExplainedConditionReply[]
  /** The latest events that the rule looked at. */
  events: TimelineItem[]
  /** Comings and goings, latest first. */
  changes: SegmentSpanReply[]
}
