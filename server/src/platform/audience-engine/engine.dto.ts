export class EngineStatusReply {
  /** Whether the engine answers. */
  alive: boolean
  /** Changes of the record that the engine does not have yet. */
  waiting: number
  /** Age of the oldest of them, in seconds; 0 when nothing waits. */
  lagSeconds: number
}

export class RebuildReply {
  /** The job that rebuilds; its progress can be asked for like any job's. */
  jobId: number
}
