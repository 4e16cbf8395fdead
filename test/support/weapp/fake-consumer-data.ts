/** What the fake consumer API answers: a small shop window with long titles, a sold-out coupon and every kind of form field. */

const at = (daysFromNow: number): string => new Date(Date.now() + daysFromNow * 86_400_000).toISOString()

export interface FakeOffer {
  id: string
  name: string
  amountFen: number
  thresholdFen: number
  validTo: string
  remaining: number
  claimed: boolean
  requiresPhone: boolean
}

export interface FakeCoupon {
  id: string
  code: string
  name: string
  amountFen: number
  thresholdFen: number
  claimedAt: string
  validTo: string
  state: 'claimed' | 'used' | 'expired'
}

export const privacy = {
  version: '2026-04',
  title: '谷雨集会员隐私说明',
  text: [
    '谷雨集重视您的个人信息。本说明告诉您我们收集什么、为什么收集，以及您可以怎样管理。',
    '一、我们收集的信息',
    '经您授权的手机号；您主动填写的生日、肤质等问卷内容；您在小程序内的阅读、领券记录。',
    '二、我们怎样使用',
    '用于发放与核销优惠券、查询订单、推荐适合您的内容，以及售后联系。未经您同意，不会用于营销电话。',
    '三、我们怎样保护',
    '手机号加密保存，员工看到的是打码后的号码，每一次查看都有记录。',
    '四、您的权利',
    '您可以随时联系顾问查询、更正、撤回同意或注销账号，我们将在十五个工作日内处理。',
  ].join('\n'),
}

const titles: [string, string[], string][] = [
  [
    '换季敏感肌急救指南：从「少即是多」开始的七天修护计划，皮肤科医生这样建议',
    ['敏感肌', '修护'],
    '泛红、刺痛、起皮？先停掉手边的功效型产品，用七天时间把屏障养回来。',
  ],
  ['一盏白茶的冬天', ['茶生活'], '围炉煮茶，也煮一煮心事。'],
  ['给宝宝的第一支面霜，成分表怎么看', ['母婴', '成分'], '香精、色素、防腐剂，三步看懂婴童护肤品标签。'],
  ['烟酰胺与维 C 能不能一起用', ['成分', '美白'], '关于「成分打架」的五个误会，一次说清楚。'],
  ['晨间护肤五分钟：上班族也能坚持的简单流程', ['日常护理'], '清洁、补水、防晒，三步就够。'],
  ['泡茶的水温，差一度都不行吗', ['茶生活'], '绿茶八十度、乌龙沸水，背后的道理其实很简单。'],
  ['油皮冬天为什么也会干', ['控油', '保湿'], '外油内干的真相，和一张可以照着做的护理表。'],
  ['从云南古茶园到你的面膜', ['品牌故事'], '我们在勐海住了四十天，记下一片茶叶的旅程。'],
]

export const articles = titles.map(([title, tags, summary], index) => ({
  id: String(101 + index),
  title,
  summary,
  coverUrl: index % 3 === 2 ? '' : `/assets/demo/missing-${index}.jpg`,
  tags,
  publishedAt: at(-index * 3 - 1),
  readMinutes: 3 + (index % 5),
}))

export const articleHtml = `
  <p>换季的风一吹，脸颊先知道。<strong>泛红、刺痛、起皮</strong>，往往不是缺一瓶精华，而是屏障累了。</p>
  <h2>先做减法</h2>
  <p>停用酸类、视黄醇与清洁面膜，只留三样：</p>
  <ol><li>氨基酸洁面，每晚一次</li><li>神经酰胺乳液，早晚各一次</li><li>物理防晒，出门前十五分钟</li></ol>
  <blockquote><p>护肤像养茶，急火出不了好味道。</p></blockquote>
  <h3>第三天会发生什么</h3>
  <p>刺痛感通常在 72 小时内缓和。如果没有，请<em>及时就医</em>，不要自行叠加产品。</p>
  <script>window.hacked = true</script>
  <ul><li>洗澡水温不超过 38℃</li><li>枕巾一周两换</li></ul>
  <hr><p>愿你和你的皮肤，都被温柔以待。</p>`

export const products = [
  { id: '201', name: '谷雨·神经酰胺舒缓修护霜 50g', category: '面霜', priceFen: 26_800, imageUrl: '' },
  { id: '202', name: '白茶氨基酸洁面泡沫', category: '洁面', priceFen: 12_900, imageUrl: '' },
  {
    id: '203',
    name: '冬藏白毫银针 · 礼盒装（50g × 2 罐，附手作茶则）',
    category: '茶礼',
    priceFen: 49_900,
    imageUrl: '',
  },
  { id: '204', name: '婴童山茶籽润肤油', category: '母婴', priceFen: 9_950, imageUrl: '' },
]

export const initialOffers = (): FakeOffer[] => [
  {
    id: 'c1',
    name: '会员见面礼',
    amountFen: 3_000,
    thresholdFen: 19_900,
    validTo: at(30),
    remaining: 380,
    claimed: false,
    requiresPhone: true,
  },
  {
    id: 'c2',
    name: '小雪节气茶礼券（限冬藏系列，含礼盒装与单罐装）',
    amountFen: 5_000,
    thresholdFen: 39_900,
    validTo: at(12),
    remaining: 17,
    claimed: false,
    requiresPhone: false,
  },
  {
    id: 'c3',
    name: '新客无门槛券',
    amountFen: 990,
    thresholdFen: 0,
    validTo: at(5),
    remaining: 0,
    claimed: false,
    requiresPhone: false,
  },
]

export const initialCoupons = (): FakeCoupon[] => [
  {
    id: 'm1',
    code: 'GY7K2M9Q',
    name: '霜降修护券',
    amountFen: 2_000,
    thresholdFen: 15_900,
    claimedAt: at(-40),
    validTo: at(-10),
    state: 'expired',
  },
]

export const form = {
  id: '301',
  title: '肤质与生活习惯小问卷',
  description: '两分钟，让我们更懂您的皮肤。',
  reward: '20 元护肤券',
  fields: [
    { key: 'birthday', label: '您的生日', kind: 'date', required: true },
    {
      key: 'skin_type',
      label: '您的肤质',
      kind: 'single',
      required: true,
      options: ['干性', '油性', '混合性', '敏感性', '中性'].map((label, index) => ({ value: `s${index + 1}`, label })),
    },
    {
      key: 'concerns',
      label: '最近的困扰',
      kind: 'multiple',
      required: false,
      options: ['泛红', '出油', '干燥起皮', '暗沉', '闭口', '细纹'].map((label, index) => ({
        value: `k${index + 1}`,
        label,
      })),
    },
    { key: 'cups', label: '每天喝几杯茶', kind: 'number', required: false },
    { key: 'wish', label: '还想对我们说点什么', kind: 'text', required: false, maxLength: 200 },
  ],
}

export const advisor = { name: '林晓雨', title: '高级护肤顾问', qrCodeUrl: '' }

export const couponExpiry = (): string => at(30)

export const productDetails = {
  description: '三重神经酰胺搭配白茶提取物，换季泛红时也能安心使用。无香精、无酒精、无色素。',
  parameters: [
    { label: '规格', value: '50g' },
    { label: '适用肤质', value: '敏感肌、干性' },
    { label: '产地', value: '浙江杭州' },
  ],
}

export const initialConsents = () => [
  { purpose: 'phone', label: '使用手机号', granted: false },
  { purpose: 'marketing', label: '接收活动消息', granted: true },
  { purpose: 'profile', label: '个性化推荐', granted: true },
]
