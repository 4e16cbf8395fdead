import { fork } from 'node:child_process'
import { join } from 'node:path'

/** A real, fully durable database server that can be stopped and started again at the same address. */
export interface StoppableDatabase {
  url: string
  stop(): Promise<void>
  start(): Promise<void>
  close(): Promise<void>
}

/** @param folder holds its data; the caller's to remove */
export async function startStoppableDatabase(folder: string): Promise<StoppableDatabase> {
  const child = fork(join(__dirname, 'database-process.mjs'), [folder], { execArgv: [] })
  const ask = (command: 'start' | 'stop'): Promise<{ url?: string }> =>
    new Promise((resolve, reject) => {
      const ended = (code: number | null): void => reject(new Error(`the database's process ended with ${code}`))
      child.once('exit', ended)
      child.once('message', (message) => {
        child.off('exit', ended)
        resolve(message as { url?: string })
      })
      child.send(command)
    })
  const { url = '' } = await ask('start')
  return {
    url,
    stop: async () => {
      await ask('stop')
    },
    start: async () => {
      await ask('start')
    },
    close: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve())
        child.disconnect()
      }),
  }
}
