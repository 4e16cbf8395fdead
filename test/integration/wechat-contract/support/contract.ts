import { WechatApiError, type BinaryCall, type JsonCall } from '../../../../server/src/wechat'
import { files, type World } from './world'

/** Requests that the platform refuses, by the code it answers with. */
export type Refusals = Readonly<Record<number, () => Promise<unknown>>>

/** What is proved of one call. */
export interface ContractCase {
  /** Asks for something that the platform grants, and looks at the answer. */
  grants(): Promise<unknown>
  refuses?: Refusals
}

export type ContractCases = Readonly<Record<string, ContractCase>>

type AnyCall = JsonCall<never, unknown> | BinaryCall<never>

interface Caller {
  call(call: JsonCall<never, unknown>, request: never): Promise<unknown>
  file(call: BinaryCall<never>, request: never): Promise<unknown>
}

const isCall = (exported: unknown): exported is AnyCall =>
  typeof exported === 'object' && exported !== null && 'path' in exported && 'answer' in exported

/**
 * Proves a call table against the sandbox: every call has a case, is granted what it asks for, and turns every refusal
 * that it declares into a typed error. Codes that no request can bring about in the sandbox are answered by its fault
 * switch; a code that a request does bring about must be declared.
 */
export function proveCalls(
  world: World,
  table: Readonly<Record<string, unknown>>,
  cases: ContractCases,
  options: { client: () => Caller; refusals: Readonly<Record<string, Refusals>> },
): void {
  const calls = Object.entries(table).filter((entry): entry is [string, AnyCall] => isCall(entry[1]))

  it('has a case for every call, and no other', () => {
    expect(Object.keys(cases).sort()).toEqual(calls.map(([name]) => name).sort())
    expect(calls.length).toBeGreaterThan(10)
  })

  describe.each(calls)('%s', (name, call) => {
    const contract = cases[name]
    it('grants', async () => {
      if (contract === undefined) throw new Error('no case')
      await contract.grants()
    })

    const natural = Object.entries({ ...contract?.refuses, ...options.refusals[name] }).map(([code, ask]) => ({
      code: Number(code),
      ask,
    }))
    const known = new Set(natural.map(({ code }) => code))
    it('declares every code that a case brings about', () => {
      expect([...known].filter((code) => !call.errors.includes(code))).toEqual([])
    })
    const switched = call.errors
      .filter((code) => !known.has(code))
      .map((code) => ({ code, ask: () => askUnderFault(world, call, code, options.client()) }))
    const all = [...natural, ...switched]
    if (all.length > 0) {
      it.each(all)('refuses with $code', async ({ code, ask }) => {
        const error: unknown = await ask().then(
          () => 'granted',
          (caught: unknown) => caught,
        )
        if (!(error instanceof WechatApiError)) throw new Error(`expected ${code}, got ${String(error)}`)
        expect({ errcode: error.errcode, api: error.api, reason: error.reason }).toMatchObject({
          errcode: code,
          api: call.path,
        })
        expect(error.rid).toMatch(/^[0-9a-f-]{10,}$/)
      })
    }
  })
}

async function askUnderFault(world: World, call: AnyCall, errcode: number, client: Caller): Promise<unknown> {
  await world.sandbox.post('faults', { effect: 'errcode', path: call.path, errcode, times: 1 })
  const request = { file: files.png } as never
  return call.answer === 'json' ? client.call(call, request) : client.file(call, request)
}
