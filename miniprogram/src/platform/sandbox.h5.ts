import { PlatformError } from './types'
import type { PayParameters, PlatformFailure } from './types'

/** A person of the sandbox, as its control API shows one. */
export interface SandboxPerson {
  id: string
  name: string
  phone: string | null
}

/** An order as the payment sheet shows it. */
export interface SheetOrder {
  prepayId: string
  merchant: string
  description: string
  totalFen: number
}

/** `?person=ID` stands before the hash, so every page of the app keeps it. */
export const personId: string | null = new URLSearchParams(window.location.search).get('person')

/**
 * The sandbox's control API, which plays WeChat for a browser: hands out the codes that `wx.login` and the phone button would.
 * Rejects with SANDBOX_PERSON_UNKNOWN when the sandbox does not know the person, LOGIN_CODE_FAILED when it cannot be reached.
 */
export function sandboxOf(url: string, person: string) {
  const base = `${url.replace(/\/$/, '')}/sandbox/api/people/${encodeURIComponent(person)}`

  async function call<T>(path: string, body?: object, failed: PlatformFailure = 'LOGIN_CODE_FAILED'): Promise<T> {
    const reply = await fetch(base + path, {
      method: body ? 'POST' : 'GET',
      ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
    }).catch((cause: unknown) => {
      throw new PlatformError(failed, { cause })
    })
    if (reply.status === 404) throw new PlatformError('SANDBOX_PERSON_UNKNOWN')
    if (!reply.ok) throw new PlatformError(failed)
    return (await reply.json()) as T
  }

  return {
    person: () => call<SandboxPerson>(''),
    loginCode: async (appid: string) => (await call<{ code: string }>('/login-code', { appid })).code,
    paySheet: (parameters: PayParameters) => call<SheetOrder>('/pay-sheet', parameters, 'PAY_UNREACHABLE'),
    /** What the person does at the sheet. */
    act: (name: 'pay' | 'pay-begin' | 'pay-cancel' | 'pay-fail', prepayId: string) =>
      call<unknown>(`/${name}`, { prepayId }, 'PAY_UNREACHABLE'),
    phoneCode: async (appid: string) => (await call<{ code: string }>('/phone-code', { appid })).code,
  }
}
