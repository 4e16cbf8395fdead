import { Injectable, type OnModuleInit } from '@nestjs/common'
import { LessThanOrEqual } from 'typeorm'
import { Clock } from '../../../platform/clock'
import { Database } from '../../../platform/database'
import { JobRegistry } from '../../../platform/jobs'
import { Intake } from '../../intake'
import { WorkChannel, type WorkResult } from '../channels/work-channel'
import { Delivery } from '../delivery/delivery.entity'
import { DeliveryStore } from '../delivery/delivery.store'
import { WorkTask } from '../delivery/work-task.entity'

const EVERY_SECONDS = 5
const AT_ONCE = 50
const GIVE_UP_DAYS = 7
const MINUTE_MS = 60_000

/** What the platform says about a confirmed task, as it enters by intake. */
export interface WorkTaskResults {
  taskId: number
  results: WorkResult[]
}

/** Asks 企业微信 which tasks were confirmed and who got the message; it sends no callback for that. */
@Injectable()
export class CheckWorkTasksJob implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly jobs: JobRegistry,
    private readonly intake: Intake,
    private readonly channel: WorkChannel,
    private readonly deliveries: DeliveryStore,
  ) {}

  onModuleInit(): void {
    this.jobs.register({ kind: 'reach.check-work-tasks', handler: () => this.run() })
    this.jobs.every('reach.check-work-tasks', EVERY_SECONDS)
  }

  private async run(): Promise<void> {
    await this.deliveries.loseExpired()
    const due = await this.db.repo(WorkTask).find({
      where: { state: 'waiting', checkAt: LessThanOrEqual(this.clock.now()) },
      order: { checkAt: 'ASC' },
      take: AT_ONCE,
    })
    for (const task of due) await this.check(task)
  }

  private async check(task: WorkTask): Promise<void> {
    const now = this.clock.now()
    const age = now.getTime() - task.createdAt.getTime()
    const progress = task.platformMessageId
      ? await this.channel.progress(task.accountId, task.platformMessageId, task.sender)
      : null
    if (progress?.confirmed) {
      const settled = progress.results.filter(({ status }) => status !== 'waiting')
      await this.intake.accept({
        kind: 'work.group-message-result',
        accountId: task.accountId,
        dedupKey: `work-task:${task.id}:${settled.length}`,
        body: { taskId: task.id, results: settled } satisfies WorkTaskResults,
        occurredAt: now,
      })
      const open = await this.db.repo(Delivery).countBy({ taskId: task.id })
      if (settled.length >= open) {
        await this.db.repo(WorkTask).update({ id: task.id }, { state: 'confirmed' })
        return
      }
    }
    if (age > GIVE_UP_DAYS * 24 * 60 * MINUTE_MS) {
      const open = await this.db.repo(Delivery).findBy({ taskId: task.id, state: 'submitted' })
      await this.deliveries.settle(
        open.map(({ id }) => ({ deliveryId: id, state: 'failed', reason: 'NOT_CONFIRMED' })),
        'submitted',
      )
      await this.db.repo(WorkTask).update({ id: task.id }, { state: 'expired' })
      return
    }
    await this.db.repo(WorkTask).update({ id: task.id }, { checkAt: new Date(now.getTime() + waitMs(age)) })
  }
}

/** Often while somebody may be sitting in front of it, ever more rarely later. */
function waitMs(age: number): number {
  if (age < 30 * MINUTE_MS) return EVERY_SECONDS * 1000
  return age < 24 * 60 * MINUTE_MS ? 5 * MINUTE_MS : 60 * MINUTE_MS
}
