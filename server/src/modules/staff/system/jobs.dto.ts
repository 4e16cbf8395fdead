import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator'
import { PageOf, PageQuery } from '../../../platform/http'
import type { JobState } from '../../../platform/jobs'

const STATES: JobState[] = ['pending', 'running', 'done', 'dead', 'cancelled']

export class JobQuery extends PageQuery {
  @IsOptional()
  @IsIn(STATES)
  state?: JobState

  @IsOptional()
  @IsString()
  @MaxLength(120)
  kind?: string
}

export class JobReply {
  id: number
  kind: string
  state: JobState
  attempts: number
  progressDone: number
  progressTotal: number
  lastError: string | null
  runAt: string
  createdAt: string
  finishedAt: string | null
}

export class JobPage extends PageOf {
  items: JobReply[]
}
