import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
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

const SDK = join(__dirname, '../../../../server/src/wechat')

/** A doc comment and the name of the call below it: the codes stand in the words above a call. */
const DOCUMENTED = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*export const (\w+) =/g
const CODE = /(?<!\d )\b([4-9]\d{4}|2000\d\d|30100\d|6100\d\d)\b/g

/** Codes that the call tables document, by the call's name. */
function documentedCodes(folders: readonly string[]): Map<string, number[]> {
  const codes = new Map<string, number[]>()
  for (const folder of folders) {
    for (const file of readdirSync(join(SDK, folder)).filter((name) => name.endsWith('.ts'))) {
      for (const [, words = '', name = ''] of readFileSync(join(SDK, folder, file), 'utf8').matchAll(DOCUMENTED)) {
        codes.set(
          name,
          [...words.matchAll(CODE)].map(([code]) => Number(code)),
        )
      }
    }
  }
  return codes
}

/**
 * Proves a call table against the sandbox: every call has a case, is granted what it asks for, and turns every documented
 * refusal into a typed error. Codes that no request can bring about in the sandbox are answered by its fault switch.
 */
export function proveCalls(
  world: World,
  table: Readonly<Record<string, unknown>>,
  cases: ContractCases,
  options: { client: () => Caller; folders: readonly string[]; refusals: Readonly<Record<string, Refusals>> },
): void {
  const calls = Object.entries(table).filter((entry): entry is [string, AnyCall] => isCall(entry[1]))
  const codes = documentedCodes(options.folders)

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
    const switched = (codes.get(name) ?? [])
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
