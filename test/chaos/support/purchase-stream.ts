/** A purchase that the server has acknowledged. */
export interface Purchase {
  person: number
  amountFen: number
  category: string
}

export const CATEGORIES = ['A', 'B', 'C']
const BETWEEN_PURCHASES_MS = 60
const TIMEOUT_MS = 5_000
const RETRY_AFTER_MS = 200

/** People who buy, one purchase after the other; each is offered again with the same id until it is acknowledged. */
export class PurchaseStream {
  readonly acknowledged: Purchase[] = []
  private stopping = false
  private work: Promise<unknown> = Promise.resolve()

  constructor(
    private readonly serverUrl: string,
    private readonly key: string,
    private readonly people: number,
  ) {}

  start(): void {
    this.work = Promise.all(Array.from({ length: this.people }, (_, person) => this.buy(person)))
  }

  async stop(): Promise<void> {
    this.stopping = true
    await this.work
  }

  private async buy(person: number): Promise<void> {
    for (let number = 0; !this.stopping; number += 1) {
      const amountFen = 100 * (1 + Math.floor(Math.random() * 50))
      const category = CATEGORIES[Math.floor(Math.random() * CATEGORIES.length)] ?? ''
      const message = {
        id: `${person}-${number}`,
        event: 'purchase',
        time: new Date().toISOString(),
        properties: { order_no: `P${person}-${number}`, amount: amountFen, quantity: 1, category },
        identities: [{ kind: 'member_no', scope: 'chaos', value: `M${person}` }],
      }
      // What was begun is brought to its end: whether a lost answer had an effect could not be told otherwise.
      while (!(await this.offer(message))) await pause(RETRY_AFTER_MS)
      this.acknowledged.push({ person, amountFen, category })
      await pause(Math.random() * 2 * BETWEEN_PURCHASES_MS * this.people)
    }
  }

  private async offer(message: object): Promise<boolean> {
    try {
      const reply = await fetch(`${this.serverUrl}/v1/track`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${this.key}` },
        body: JSON.stringify({ messages: [message] }),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      })
      return reply.ok
    } catch {
      return false
    }
  }
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))
