import { Injectable } from '@nestjs/common'
import { TransactionHost } from '@nestjs-cls/transactional'
import type { TransactionalAdapterTypeOrm } from '@nestjs-cls/transactional-adapter-typeorm'
import { ClsService } from 'nestjs-cls'
import type { EntityManager, EntityTarget, ObjectLiteral, Repository } from 'typeorm'

type AfterCommit = () => void | Promise<void>

const AFTER_COMMIT = 'database.after-commit'

/** The record, seen through the transaction that is running, if one is. */
@Injectable()
export class Database {
  constructor(
    private readonly host: TransactionHost<TransactionalAdapterTypeOrm>,
    private readonly cls: ClsService,
  ) {}

  /** The manager of the running transaction, or the plain one. */
  get manager(): EntityManager {
    return this.host.tx
  }

  repo<T extends ObjectLiteral>(entity: EntityTarget<T>): Repository<T> {
    return this.manager.getRepository(entity)
  }

  /** Runs one SQL statement with `?` parameters. `T` is the row, or the result header of a write. */
  async query<T>(sql: string, params: readonly unknown[] = []): Promise<T> {
    return this.manager.query<T>(sql, [...params])
  }

  /**
   * Runs `work` in a transaction: the running one when there is one, else a new one that commits when `work` resolves.
   * What was given to `afterCommit` meanwhile runs once the outermost transaction has committed.
   */
  async transaction<T>(work: () => Promise<T>): Promise<T> {
    if (this.host.isTransactionActive()) return work()
    const pending: AfterCommit[] = []
    const result = await this.cls.run({ ifNested: 'inherit' }, () => {
      this.cls.set(AFTER_COMMIT, pending)
      return this.host.withTransaction(work)
    })
    for (const act of pending) await act()
    return result
  }

  /** Runs `work` in a transaction of its own, whatever is running around it. */
  async separateTransaction<T>(work: () => Promise<T>): Promise<T> {
    return this.host.withoutTransaction(() => this.transaction(work))
  }

  /** Runs `act` after the running transaction has committed, or at once when none is running. Never runs after a rollback. */
  async afterCommit(act: AfterCommit): Promise<void> {
    const pending = this.host.isTransactionActive() ? this.cls.get<AfterCommit[]>(AFTER_COMMIT) : undefined
    if (pending) pending.push(act)
    else await act()
  }
}
