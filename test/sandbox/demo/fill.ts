import { loadDemoAccounts } from '../accounts'
import { buildMarket, CATALOGUE } from '../market'
import { JsonClient, logInToConsole } from './clients'
import { defineAudience } from './define-audience'
import { followLeads } from './follow-leads'
import { importOrders } from './import-orders'
import { pourMarket } from './pour-market'
import { redeemCoupons } from './redeem-coupons'
import { runCampaign } from './run-campaign'
import { setUpBrand } from './set-up-brand'

const SEED = '谷雨集'
const PEOPLE = Number(process.env.DEMO_PEOPLE ?? 260)
const SHANGHAI_OFFSET_MS = 8 * 3_600_000
const DAY_MS = 86_400_000

const say = (text: string): void => void process.stdout.write(`${text}\n`)

/** The last midnight of Shanghai: the same all day, so that a filling taken up again builds the same market. */
const lastMidnight = (): Date =>
  new Date(Math.floor((Date.now() + SHANGHAI_OFFSET_MS) / DAY_MS) * DAY_MS - SHANGHAI_OFFSET_MS)

function addressFrom(name: string, byDefault: string): string {
  return (process.env[name] ?? byDefault).replace(/\/+$/, '')
}

function staffNamed(username: string): { username: string; password: string } {
  const found = loadDemoAccounts().staff.find((one) => one.username === username)
  if (!found) throw new Error(`演示账号里没有 ${username}`)
  return found
}

/**
 * Fills the demo brand through the touchpoints: the brand by its staff's hands, a year of people by callbacks, mini-program
 * calls and an order file. Every call may be repeated; a filling that was cut off is simply run again.
 */
async function fill(): Promise<void> {
  const serverUrl = addressFrom('GUIYI_URL', 'http://127.0.0.1:3000')
  const sandbox = new JsonClient(addressFrom('SANDBOX_URL', 'http://127.0.0.1:3100'))
  const now = lastMidnight()
  const market = buildMarket({ seed: SEED, people: PEOPLE, now, catalogue: CATALOGUE })
  const [editor, operator] = await Promise.all([
    logInToConsole(serverUrl, staffNamed('editor')),
    logInToConsole(serverUrl, staffNamed('operator')),
  ])

  const brand = await setUpBrand(editor, operator, CATALOGUE, now)
  say(
    `品牌就绪：${CATALOGUE.articles.length} 篇文章、${CATALOGUE.products.length} 件商品、${CATALOGUE.coupons.length} 种优惠券、${CATALOGUE.forms.length} 份表单`,
  )

  const step = Math.max(1, Math.floor(PEOPLE / 4))
  await pourMarket(market, { serverUrl, sandbox, brand }, (done) => {
    if (done % step === 0 || done === PEOPLE) say(`客户行为：${done}/${PEOPLE} 人`)
  })
  await importOrders(operator, market, '全渠道订单-近一年.csv', (text) => say(`订单：${text}`))
  say(`优惠券：核销 ${await redeemCoupons(operator)} 张`)
  say(`人群就绪：${await defineAudience(operator)}`)
  const sales = await Promise.all(
    ['sales', 'sales2'].map((username) => logInToConsole(serverUrl, staffNamed(username))),
  )
  say(`线索：跟进 ${await followLeads(sales, SEED)} 条`)
  say(`群发：${await runCampaign({ operator, sandbox, market, seed: SEED })}`)
}

fill().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})
