import { FAMILY_ARTICLES } from './articles-family'
import { SKIN_ARTICLES } from './articles-skin'
import { TEA_ARTICLES } from './articles-tea'
import type { Catalogue } from './catalogue-types'
import { PRODUCTS } from './products'

/** What the demo brand 谷雨集 publishes, sells and says. */
export const CATALOGUE: Catalogue = {
  brand: { name: '谷雨集 GUYUJI', slogan: '护肤如种茶，慢一点，长得好' },
  contentTags: [
    { group: '肤质', names: ['敏感肌', '干性肌', '油性肌', '混合肌'] },
    { group: '功效', names: ['抗初老', '美白', '保湿', '修护', '控油', '防晒'] },
    { group: '场景', names: ['换季', '熬夜', '通勤', '办公室', '旅行', '母婴'] },
    { group: '生活方式', names: ['茶饮', '节气', '极简', '运动', '送礼'] },
  ],
  articles: [...SKIN_ARTICLES, ...TEA_ARTICLES, ...FAMILY_ARTICLES],
  products: PRODUCTS,
  coupons: [
    {
      key: 'welcome-30',
      name: '新人见面礼 30 元',
      amountFen: 3000,
      thresholdFen: 9900,
      total: 5000,
      perPerson: 1,
      requiresPhone: true,
      validDays: 30,
    },
    {
      key: 'sensitive-50',
      name: '敏感肌修护专享券 50 元',
      amountFen: 5000,
      thresholdFen: 29900,
      total: 1000,
      perPerson: 1,
      requiresPhone: true,
      validDays: 14,
    },
    {
      key: 'tea-20',
      name: '春茶品鉴券 20 元',
      amountFen: 2000,
      thresholdFen: 6800,
      total: 2000,
      perPerson: 1,
      requiresPhone: false,
      validDays: 21,
    },
    {
      key: 'quiz-15',
      name: '肤质小测奖励券 15 元',
      amountFen: 1500,
      thresholdFen: 0,
      total: 3000,
      perPerson: 1,
      requiresPhone: false,
      validDays: 30,
    },
  ],
  forms: [
    {
      key: 'skin-quiz',
      title: '肤质小测',
      description: '三个小问题，帮我们为你挑合适的内容和试用装。',
      reward: '完成即得 15 元奖励券',
      rewardCoupon: 'quiz-15',
      fields: [
        { key: 'birthday', label: '你的生日', kind: 'date', required: true, attribute: 'birthday' },
        {
          key: 'skin_type',
          label: '洗完脸半小时不涂东西，你的脸更像哪一种？',
          kind: 'single',
          required: true,
          attribute: 'skin_type',
          options: [
            { value: 'sensitive', label: '容易泛红、刺痛（敏感肌）' },
            { value: 'dry', label: '紧绷、起皮（干性）' },
            { value: 'oily', label: '整脸泛油（油性）' },
            { value: 'combination', label: 'T 区油、两颊干（混合性）' },
            { value: 'neutral', label: '没什么感觉（中性）' },
          ],
        },
        { key: 'concern', label: '最近最想解决的一个皮肤问题是什么？', kind: 'text', required: false, maxLength: 200 },
      ],
    },
    {
      key: 'tea-trial',
      title: '新茶试饮申请',
      description: '每月五十席，寄一份小样给你。',
      reward: '入选者将收到三款新茶小样',
      rewardCoupon: null,
      fields: [
        {
          key: 'tastes',
          label: '平时喜欢哪些茶？',
          kind: 'multiple',
          required: true,
          options: [
            { value: 'green', label: '绿茶' },
            { value: 'white', label: '白茶' },
            { value: 'oolong', label: '乌龙' },
            { value: 'puer', label: '普洱' },
          ],
        },
        { key: 'cups', label: '一天大约喝几杯？', kind: 'number', required: true },
        { key: 'note', label: '想对茶师说的话', kind: 'text', required: false, maxLength: 200 },
      ],
    },
  ],
  scripts: [
    {
      key: 'hello',
      title: '初次问候',
      stage: '新加好友',
      text: '你好，我是谷雨集的护肤顾问。方便告诉我你现在最在意的皮肤状态吗？我按你的情况来说，不乱推荐。',
    },
    {
      key: 'sensitive-ask',
      title: '敏感肌了解',
      stage: '需求了解',
      text: '泛红一般是洗脸后、出门后，还是吃辣之后更明显？最近有没有换过产品？知道这两点，我就能帮你排查。',
    },
    {
      key: 'sensitive-advice',
      title: '敏感肌建议',
      stage: '方案推荐',
      text: '建议先用两周“三件套”：茶萃洁面、白茶修护精华、屏障面霜，其它功效先停。两周后我来回访，不合适可以退。',
    },
    {
      key: 'price',
      title: '觉得贵',
      stage: '异议处理',
      text: '理解的。这瓶可以用两个月左右，算下来每天五块多。要不先试小样，皮肤说好了再决定正装。',
    },
    {
      key: 'coupon',
      title: '优惠券提醒',
      stage: '促成下单',
      text: '你账户里的修护专享券还有几天到期，搭配正在用的面霜刚好够门槛。需要我把链接发给你吗？',
    },
    {
      key: 'followup',
      title: '使用回访',
      stage: '售后关怀',
      text: '用了一周，皮肤感觉怎么样？有没有哪一步不舒服？拍张自然光下的照片给我，我帮你看看。',
    },
    {
      key: 'mother',
      title: '孕期妈妈',
      stage: '需求了解',
      text: '恭喜呀！孕期护肤以温和为主，我整理了一份可以用和先放一放的清单，发给你参考，有疑问也请问产检医生。',
    },
    {
      key: 'tea-gift',
      title: '节礼推荐',
      stage: '方案推荐',
      text: '送长辈的话，四季茶礼盒很稳妥，包装素净，附节气卡片。需要的话我帮你写祝福语，直接寄到他那里。',
    },
  ],
  officialAccountChannels: [
    { scene: 'store-wukang', name: '武康路门店台卡' },
    { scene: 'store-hubin', name: '湖滨银泰门店台卡' },
    { scene: 'parcel-card', name: '快递包裹卡' },
    { scene: 'xiaohongshu', name: '小红书笔记' },
    { scene: 'tea-fair', name: '春茶市集展位' },
  ],
  workChannels: [
    {
      state: 'advisor-skin',
      name: '护肤顾问活码',
      users: ['linxiaoyu'],
      welcome: '你好呀，我是谷雨集的护肤顾问林晓雨。肤质上的困惑都可以问我，先送你一份《换季护肤小册子》。',
    },
    {
      state: 'advisor-tea',
      name: '茶饮顾问活码',
      users: ['zhouziqi'],
      welcome: '你好，我是谷雨集的茶饮顾问周子琪。爱喝什么茶，告诉我一声，新茶到了第一时间寄样给你。',
    },
    {
      state: 'store-member',
      name: '门店会员活码',
      users: ['linxiaoyu', 'zhouziqi'],
      welcome: '欢迎成为谷雨集的会员！到店出示小程序，可以免费做一次肤质小测，还有一杯茶。',
    },
  ],
}
