import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

const RUNNER = join(__dirname, '../../../server/setup/lib/run-ts.cjs')
const PAUSE_BEFORE_NEXT_TRY_MS = 300

/** The real server as a child process, started again whenever it ends, as a supervisor would. */
export class KillableServer {
  private child: ChildProcess | undefined
  private stopping = false
  private loop: Promise<void> = Promise.resolve()
  /** The last lines that it wrote to stderr. */
  errors = ''
  /** Times that it ended by itself after it had come up. */
  crashes = 0
  private killed = false

  constructor(private readonly env: Record<string, string>) {}

  start(): void {
    this.stopping = false
    this.loop = this.supervise()
  }

  /** SIGKILL, whatever it is doing. @returns whether there was a process to kill */
  kill(): boolean {
    this.killed = this.child?.kill('SIGKILL') ?? false
    return this.killed
  }

  get pid(): number | undefined {
    return this.child?.pid
  }

  async stop(): Promise<void> {
    this.stopping = true
    this.child?.kill('SIGTERM')
    await this.loop
  }

  private async supervise(): Promise<void> {
    while (!this.stopping) {
      const child = fork(join(__dirname, 'server-process.ts'), {
        execArgv: ['-r', RUNNER],
        // Through the IPC channel the server notices when this program is gone.
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
        env: { ...process.env, ...this.env },
      })
      this.child = child
      this.killed = false
      let up = false
      child.once('message', () => (up = true))
      child.stderr?.on('data', (text: Buffer) => (this.errors = (this.errors + text.toString()).slice(-4_000)))
      await once(child, 'exit')
      this.child = undefined
      // One that starts while the database is away ends again, as it should; one that had come up must stay.
      if (up && !this.killed && !this.stopping) this.crashes += 1
      if (!this.stopping) await new Promise((resolve) => setTimeout(resolve, PAUSE_BEFORE_NEXT_TRY_MS))
    }
  }
}
