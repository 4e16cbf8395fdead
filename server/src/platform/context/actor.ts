import { Injectable } from '@nestjs/common'
import type { Permission, Role } from '@guiyi/shared'
import { ClsService } from 'nestjs-cls'

export interface StaffActor {
  kind: 'staff'
  staffId: number
  name: string
  role: Role
  permissions: readonly Permission[]
  sessionId: number
}

export interface ConsumerActor {
  kind: 'consumer'
  customerId: number
  /** The mini-program identity through which the person came. */
  identityId: number
  /** The touchpoint account that the person logged in to. */
  accountId: number
}

export interface SystemActor {
  kind: 'system'
  name: string
}

export type Actor = StaffActor | ConsumerActor | SystemActor

const ACTOR = 'actor'
const REQUEST_ID = 'request-id'

/** Who is acting in the running request or job, and under which request id. */
@Injectable()
export class ActorContext {
  constructor(private readonly cls: ClsService) {}

  current(): Actor {
    return (
      (this.cls.isActive() ? this.cls.get<Actor | undefined>(ACTOR) : undefined) ?? { kind: 'system', name: 'server' }
    )
  }

  requestId(): string | null {
    return (this.cls.isActive() ? this.cls.get<string | undefined>(REQUEST_ID) : undefined) ?? null
  }

  set(actor: Actor): void {
    this.cls.set(ACTOR, actor)
  }

  setRequestId(requestId: string): void {
    this.cls.set(REQUEST_ID, requestId)
  }

  /** Runs `work` in a context of its own, as `actor`. */
  run<T>(actor: Actor, work: () => Promise<T>): Promise<T> {
    return this.cls.run(async () => {
      this.set(actor)
      return work()
    })
  }
}
