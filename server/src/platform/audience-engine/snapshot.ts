import type { DataSource, EntityManager } from 'typeorm'

/** Runs `work` on one unchanging view of the record. `work` must not write through the manager it is given. */
export async function readInSnapshot<T>(
  dataSource: DataSource,
  work: (manager: EntityManager) => Promise<T>,
): Promise<T> {
  const runner = dataSource.createQueryRunner()
  await runner.connect()
  try {
    await runner.startTransaction('REPEATABLE READ')
    return await work(runner.manager)
  } finally {
    if (runner.isTransactionActive) await runner.rollbackTransaction()
    await runner.release()
  }
}
