import { dayStart } from './calendar'
import type { MarketAct, MarketCatalogue, MarketPerson } from './market-types'
import { liking } from './orders'
import type { Random } from './random'

const SECOND = 1000
const CONCERNS = [
  '换季总是泛红',
  '两颊干得起皮',
  '鼻翼黑头反复长',
  '眼下细纹越来越明显',
  '晒完一直没白回来',
  '孕期不知道还能用什么',
  '熬夜之后脸色发暗',
  '想找一款适合全家用的',
]
const TEA_NAMES: readonly string[] = ['green', 'white', 'oolong', 'puer']
const TEA_NOTES = ['喜欢清一点的', '办公室喝，最好是茶包', '想尝尝今年的白茶', '送长辈的，帮忙挑一挑']

/** Sessions a week while the person is fond of the brand. */
const SESSIONS_PER_WEEK = { vip: 0.9, regular: 0.6, once: 0.3, browser: 0.35 } as const

/** Everything one person does at the touchpoints, from the day of the first contact on. */
export class ActWriter {
  readonly acts: MarketAct[] = []
  private sessions = 0
  private hasPhone = false
  private submitted = new Set<string>()
  private claimed = new Set<string>()

  constructor(
    private readonly random: Random,
    private readonly person: MarketPerson,
    private readonly catalogue: MarketCatalogue,
    private readonly now: Date,
  ) {}

  /** `firstDay` days ago the story begins. */
  write(firstDay: number): MarketAct[] {
    const { random, catalogue } = this
    const followDay = firstDay
    this.push(this.moment(followDay), {
      kind: 'follow',
      scene: random.weighted(catalogue.officialAccountChannels, ({ scene }) => this.channelPull(scene)).scene,
    })
    const lossDay = random.chance(0.12) ? random.between(0, Math.floor(followDay * 0.8)) : undefined
    if (lossDay !== undefined && lossDay < followDay) this.push(this.moment(lossDay), { kind: 'unfollow' })

    if (random.chance(0.72)) this.writeSessions(followDay, lossDay ?? 0)
    if (random.chance(this.person.hidden.spending === 'vip' ? 0.7 : 0.32)) this.writeContact(followDay)
    return this.acts.filter(({ at }) => at < this.now)
  }

  private writeSessions(firstDay: number, lastDay: number): void {
    const { random, person } = this
    const daily = SESSIONS_PER_WEEK[person.hidden.spending] / 7
    this.writeSession(this.moment(firstDay) + random.between(60, 900) * SECOND)
    for (let day = firstDay - 1; day >= lastDay; day -= 1) {
      // Interest fades over months but never dies; the newest weeks are livelier because the brand writes more.
      const fondness = 0.45 + 0.55 * Math.exp(-(firstDay - day) / 120) + (day < 30 ? 0.5 : 0)
      if (random.chance(daily * fondness)) this.writeSession(this.moment(day))
    }
  }

  private writeSession(start: number): void {
    const { random, person, catalogue } = this
    this.sessions += 1
    const sessionId = `${person.id}-s${this.sessions}`
    let at = start
    const step = (seconds: number): number => (at += seconds * SECOND)
    this.push(at, { kind: 'open_mini_program', sessionId })
    const age = (this.now.getTime() - start) / 86_400_000
    const shelf = catalogue.articles.filter(({ publishedDaysAgo }) => publishedDaysAgo >= age)
    const reads = shelf.length === 0 ? 0 : random.weighted([1, 2, 3, 4], (count) => [0, 5, 4, 2, 1][count] ?? 0)
    for (let index = 0; index < reads; index += 1) {
      const article = random.weighted(shelf, ({ tags }) => liking(person, tags))
      const interest = liking(person, article.tags)
      const full = article.readMinutes * 60
      const seconds = Math.max(4, Math.round(full * Math.min(1.6, random.around(0.35 + interest, 0.25))))
      // A read is told when the page is left.
      this.push(step(random.between(5, 40) + seconds), { kind: 'read', sessionId, articleKey: article.key, seconds })
    }
    if (random.chance(0.3)) {
      const product = random.weighted(catalogue.products, ({ tags }) => liking(person, tags))
      this.push(step(random.between(5, 60)), { kind: 'view_product', sessionId, sku: product.sku })
    }
    this.maybeGivePhone(sessionId, step)
    this.maybeClaim(sessionId, step)
    this.maybeSubmit(sessionId, step)
  }

  private maybeGivePhone(sessionId: string, step: (seconds: number) => number): void {
    if (this.hasPhone || !this.random.chance(0.38)) return
    this.hasPhone = true
    this.push(step(this.random.between(3, 20)), { kind: 'authorize_phone', sessionId })
  }

  private maybeClaim(sessionId: string, step: (seconds: number) => number): void {
    if (!this.random.chance(0.22)) return
    const open = this.catalogue.coupons.filter(
      ({ key, requiresPhone }) => !this.claimed.has(key) && (this.hasPhone || !requiresPhone),
    )
    const coupon = open.length === 0 ? undefined : this.random.pick(open)
    if (coupon === undefined) return
    this.claimed.add(coupon.key)
    this.push(step(this.random.between(2, 15)), { kind: 'claim_coupon', sessionId, couponKey: coupon.key })
  }

  private maybeSubmit(sessionId: string, step: (seconds: number) => number): void {
    if (!this.random.chance(0.12)) return
    const open = this.catalogue.forms.filter(({ key }) => !this.submitted.has(key))
    const form = open.length === 0 ? undefined : this.random.pick(open)
    if (form === undefined) return
    this.submitted.add(form.key)
    this.push(step(this.random.between(30, 120)), {
      kind: 'submit_form',
      sessionId,
      formKey: form.key,
      answers: this.answers(form.key),
    })
  }

  /** Answers are honest for the two forms of the demo brand; other forms get none. */
  private answers(formKey: string): Record<string, string | string[] | number> {
    const { random, person } = this
    if (formKey === 'skin-quiz') {
      return {
        birthday: person.birthday,
        skin_type: person.hidden.skinType,
        ...(random.chance(0.6) ? { concern: random.pick(CONCERNS) } : {}),
      }
    }
    if (formKey === 'tea-trial') {
      const tastes = TEA_NAMES.filter(() => random.chance(0.5))
      return {
        tastes: tastes.length === 0 ? [random.pick(TEA_NAMES)] : tastes,
        cups: random.between(1, 6),
        ...(random.chance(0.4) ? { note: random.pick(TEA_NOTES) } : {}),
      }
    }
    return {}
  }

  private writeContact(firstDay: number): void {
    const { random, catalogue, person } = this
    const fondOfTea = (person.hidden.tastes['茶饮'] ?? 0) > 0.4
    const addDay = random.between(0, firstDay)
    const channel = random.weighted(catalogue.workChannels, ({ state }) =>
      state.includes('tea') ? (fondOfTea ? 4 : 0.5) : 2,
    )
    this.push(this.moment(addDay) + HOUR_LATER, { kind: 'add_contact', state: channel.state })
    if (addDay > 10 && random.chance(0.1))
      this.push(this.moment(random.between(0, addDay - 5)) + HOUR_LATER, { kind: 'delete_contact' })
  }

  /** Shops bring most followers; who loves tea came from the fair. */
  private channelPull(scene: string): number {
    if (scene === 'tea-fair') return 0.5 + 4 * (this.person.hidden.tastes['茶饮'] ?? 0)
    if (scene === 'xiaohongshu')
      return this.person.hidden.phase === 'student' || this.person.hidden.phase === 'early_career' ? 4 : 1.5
    if (scene === 'parcel-card') return this.person.hidden.spending === 'browser' ? 0.2 : 3
    return 1.5
  }

  /** A moment on that day near the person's favourite hour. */
  private moment(daysAgo: number): number {
    const hour = Math.min(23.9, Math.max(0.1, this.random.around(this.person.hidden.hour, 1.5)))
    return dayStart(this.now, daysAgo) + Math.round(hour * 3600) * SECOND
  }

  private push(at: number, act: DistributiveOmit<MarketAct, 'personId' | 'at'>): void {
    this.acts.push({ ...act, personId: this.person.id, at: new Date(at) })
  }
}

const HOUR_LATER = 3_600_000

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never
