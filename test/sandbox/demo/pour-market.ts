import { loadDemoAccounts } from '../accounts'
import type { Market, MarketAct, MarketPerson } from '../market'
import { CallFailed, JsonClient, unlessDone } from './clients'
import { inParallel } from './in-parallel'
import type { BrandIds } from './set-up-brand'

interface Places {
  serverUrl: string
  sandbox: JsonClient
  brand: BrandIds
}

interface TrackMessage {
  id: string
  event: string
  time: string
  properties: Record<string, unknown>
}

const WIDTH = 6
const MESSAGES_PER_CALL = 100

const { officialAccount, miniProgram } = loadDemoAccounts()

/** Lets everybody do what the market says, through the touchpoints: each person's acts in their order, several people at a time. */
export async function pourMarket(market: Market, places: Places, onDone: (done: number) => void): Promise<void> {
  const acts = new Map<string, MarketAct[]>()
  for (const act of market.acts) acts.set(act.personId, [...(acts.get(act.personId) ?? []), act])
  const configIds = new Map(
    (await places.sandbox.get<{ configId: string; state: string }[]>('/sandbox/api/contact-ways')).map(
      ({ configId, state }) => [state, configId],
    ),
  )
  const consentVersion = await readConsentVersion(places.serverUrl)
  await inParallel(
    market.people,
    WIDTH,
    async (person) => {
      await new PersonActing(person, places, configIds, consentVersion).act(acts.get(person.id) ?? [])
    },
    onDone,
  )
}

async function readConsentVersion(serverUrl: string): Promise<string> {
  const { privacy } = await new JsonClient(serverUrl).get<{ privacy: { version: string } }>('/api/consumer/config')
  return privacy.version
}

/** One person with a phone in hand. */
class PersonActing {
  private consumer: JsonClient | undefined
  private offers: Map<string, string> | undefined
  private readonly tracked: TrackMessage[] = []

  constructor(
    private readonly person: MarketPerson,
    private readonly places: Places,
    private readonly configIds: ReadonlyMap<string, string>,
    private readonly consentVersion: string,
  ) {}

  async act(acts: readonly MarketAct[]): Promise<void> {
    const { id, name, phone, gender, city } = this.person
    await this.places.sandbox.post('/sandbox/api/people', { id, name, phone, gender, city })
    for (const act of acts) await this.perform(act)
    for (let start = 0; start < this.tracked.length; start += MESSAGES_PER_CALL) {
      await (
        await this.loggedIn()
      ).post('/v1/track', { messages: this.tracked.slice(start, start + MESSAGES_PER_CALL) })
    }
  }

  private async perform(act: MarketAct): Promise<void> {
    const at = act.at.toISOString()
    switch (act.kind) {
      case 'follow':
        return this.inWechat('follow', { appid: officialAccount.appid, scene: act.scene, at })
      case 'unfollow':
        return this.inWechat('unfollow', { appid: officialAccount.appid, at })
      case 'add_contact':
        return this.inWechat('add-contact', { configId: this.configIds.get(act.state), at })
      case 'delete_contact':
        return this.leaveContacts(at)
      case 'open_mini_program':
        await this.loggedIn()
        return
      case 'read':
        return this.track('read_content', at, {
          content_id: this.places.brand.articles.get(act.articleKey),
          duration_seconds: act.seconds,
        })
      case 'view_product':
        return this.track('view_product', at, { product_id: String(this.places.brand.products.get(act.sku)) })
      case 'authorize_phone':
        return this.givePhone()
      case 'claim_coupon':
        return this.claim(act.couponKey)
      case 'submit_form':
        return this.submit(act.formKey, act.answers)
    }
  }

  private async inWechat(path: string, body: object): Promise<void> {
    await this.places.sandbox.post(`/sandbox/api/people/${this.person.id}/${path}`, body)
  }

  private async leaveContacts(at: string): Promise<void> {
    const { contacts } = await this.places.sandbox.get<{ contacts: { userid: string }[] }>(
      `/sandbox/api/people/${this.person.id}`,
    )
    for (const { userid } of contacts) await this.inWechat('delete-contact', { userid, at })
  }

  /** Logs in when the mini-program is first opened; the session then lasts. */
  private async loggedIn(): Promise<JsonClient> {
    if (this.consumer) return this.consumer
    const { appid } = miniProgram
    const { code } = await this.places.sandbox.post<{ code: string }>(
      `/sandbox/api/people/${this.person.id}/login-code`,
      { appid },
    )
    const { token } = await new JsonClient(this.places.serverUrl).post<{ token: string }>('/api/consumer/login', {
      code,
      appid,
    })
    this.consumer = new JsonClient(this.places.serverUrl, { authorization: `Bearer ${token}` })
    return this.consumer
  }

  /** The message's id depends on the act alone, so that a second filling is recognised. */
  private track(event: string, time: string, properties: Record<string, unknown>): void {
    this.tracked.push({ id: `${this.person.id}-${event}-${time}`, event, time, properties })
  }

  private async givePhone(): Promise<void> {
    const consumer = await this.loggedIn()
    if ((await consumer.get<{ phoneMasked: string | null }>('/api/consumer/me')).phoneMasked !== null) return
    const { code } = await this.places.sandbox.post<{ code: string }>(
      `/sandbox/api/people/${this.person.id}/phone-code`,
      { appid: miniProgram.appid },
    )
    await consumer.post('/api/consumer/phone', { code, consentVersion: this.consentVersion })
    this.offers = undefined
  }

  private async claim(couponKey: string): Promise<void> {
    const consumer = await this.loggedIn()
    const name = this.places.brand.couponNames.get(couponKey)
    this.offers ??= new Map(
      (await consumer.get<{ coupons: { id: string; name: string }[] }>('/api/consumer/home')).coupons.map((offer) => [
        offer.name,
        offer.id,
      ]),
    )
    const id = name === undefined ? undefined : this.offers.get(name)
    if (id === undefined) throw new CallFailed(404, 'NOT_OFFERED', `首页没有发放优惠券 ${couponKey}`)
    await unlessDone(() => consumer.post(`/api/consumer/coupons/${id}/claim`))
  }

  private async submit(formKey: string, answers: object): Promise<void> {
    const consumer = await this.loggedIn()
    await unlessDone(() =>
      consumer.post(`/api/consumer/forms/${this.places.brand.forms.get(formKey)}/submissions`, { answers }),
    )
  }
}
