import { PayApiError, payCalls } from '../../../../server/src/wechat'
import type { World } from './world'

/** What is proved of one call of WeChat Pay. */
export interface PayContractCase {
  /** Asks for something that the platform grants, and looks at the answer. */
  grants(): Promise<unknown>
  /** A request for every code that the call declares. */
  refuses: Readonly<Record<string, () => Promise<unknown>>>
}

type AnyPayCall = Pick<payCalls.PayCall<never, unknown>, 'name' | 'errors'>

const isCall = (exported: unknown): exported is AnyPayCall => typeof exported === 'object' && exported !== null

/** Of these the client says that nothing is there. */
const NOTHING_THERE = new Set(['ORDER_NOT_EXIST', 'RESOURCE_NOT_EXISTS', 'NO_STATEMENT_EXIST', 'STATEMENT_CREATING'])

/**
 * Proves the calls of WeChat Pay against the sandbox: each has a case, is granted, and turns every code that it
 * declares into a typed error, or into null for what is not there.
 */
export function provePayCalls(world: World, cases: Readonly<Record<string, PayContractCase>>): void {
  const calls = Object.entries(payCalls as Record<string, unknown>).filter((entry): entry is [string, AnyPayCall] =>
    isCall(entry[1]),
  )

  it('has a case for every call, and no other', () => {
    expect(Object.keys(cases).sort()).toEqual(calls.map(([name]) => name).sort())
    expect(calls.length).toBeGreaterThan(6)
  })

  describe.each(calls)('%s', (name, call) => {
    const contract = cases[name]
    it('grants', async () => {
      if (contract === undefined) throw new Error('no case')
      await contract.grants()
    })

    it('has a case for every code that it declares, and no other', () => {
      expect(Object.keys(contract?.refuses ?? {}).sort()).toEqual([...call.errors].sort())
    })

    it.each(Object.entries(contract?.refuses ?? {}))('refuses with %s', async (code, ask) => {
      const outcome = await ask().catch((error: unknown) => error)
      if (NOTHING_THERE.has(code) && outcome === null) {
        const [answer] = await world.sandbox.get<{ response: string }[]>('journal?kind=call&path=/v3/&limit=1')
        expect(answer?.response).toContain(`"code":"${code}"`)
        return
      }
      expect(outcome).toBeInstanceOf(PayApiError)
      expect(outcome).toMatchObject({ code, api: call.name })
    })
  })
}
