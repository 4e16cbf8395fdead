import { attributeKind, type RuleCatalog } from './catalog'
import { pathTo as join, RuleReader, type RuleProblem } from './problem'
import { RULE_LIMITS, type Condition, type RuleNode, type TagRule } from './types'
import { checkMeasure, checkProperty, checkSelection, checkTest } from './validate-selection'

type Fields = Record<string, unknown>
type Check = (reader: RuleReader, node: Fields, path: string, catalog: RuleCatalog) => void

export type Validated<T> = { ok: true; rule: T } | { ok: false; problems: RuleProblem[] }

/**
 * Checks an untrusted rule against what this installation knows.
 * @returns the rule, or every fault with the path of its node
 */
export function validateRule(input: unknown, catalog: RuleCatalog): Validated<RuleNode> {
  const reader = new RuleReader()
  new NodeCheck(reader, catalog).check(input, '', 1)
  return reader.problems.length > 0 ? { ok: false, problems: reader.problems } : { ok: true, rule: input as RuleNode }
}

/** Checks the rule of a tag, like validateRule. */
export function validateTagRule(input: unknown, catalog: RuleCatalog): Validated<TagRule> {
  const reader = new RuleReader()
  const rule = reader.object(input, '')
  const kind = rule && reader.oneOf<TagRule['kind']>(rule['kind'], 'kind', Object.keys(TAG_RULES) as TagRule['kind'][])
  if (rule && kind) TAG_RULES[kind](reader, rule, '', catalog)
  return reader.problems.length > 0 ? { ok: false, problems: reader.problems } : { ok: true, rule: input as TagRule }
}

class NodeCheck {
  private conditions = 0

  constructor(
    private readonly reader: RuleReader,
    private readonly catalog: RuleCatalog,
  ) {}

  check(value: unknown, path: string, depth: number): void {
    const node = this.reader.object(value, path)
    if (!node) return
    if (depth > RULE_LIMITS.depth) {
      this.reader.fault(path, `嵌套最多 ${RULE_LIMITS.depth} 层`)
    } else if (node['kind'] === 'all' || node['kind'] === 'any') {
      const children = this.reader.list(node['of'], join(path, 'of'), { min: 1, max: RULE_LIMITS.conditions })
      children.forEach((child, index) => this.check(child, join(path, `of[${index}]`), depth + 1))
    } else if (node['kind'] === 'not') {
      this.check(node['of'], join(path, 'of'), depth + 1)
    } else {
      this.checkCondition(node, path)
    }
  }

  private checkCondition(node: Fields, path: string): void {
    this.conditions += 1
    if (this.conditions === RULE_LIMITS.conditions + 1) this.reader.fault(path, `条件最多 ${RULE_LIMITS.conditions} 个`)
    const kinds = Object.keys(CONDITIONS) as Condition['kind'][]
    const kind = kinds.find((known) => known === node['kind'])
    if (kind) CONDITIONS[kind](this.reader, node, path, this.catalog)
    else this.reader.fault(join(path, 'kind'), '没有这种条件')
  }
}

const CONDITIONS: Record<Condition['kind'], Check> = {
  event: (reader, node, path, catalog) => {
    const event = checkSelection(reader, node, path, catalog)
    if (event === null) return
    const kind = checkMeasure(reader, node['measure'], join(path, 'measure'), event, catalog)
    if (kind) checkTest(reader, node['test'], join(path, 'test'), kind)
  },
  attribute: (reader, node, path, catalog) => {
    const key = reader.text(node['attribute'], join(path, 'attribute'), 64)
    const attribute = catalog.attributes.find((known) => known.key === key)
    if (attribute) checkTest(reader, node['test'], join(path, 'test'), attributeKind(attribute.type))
    else if (key !== null) reader.fault(join(path, 'attribute'), `没有名为「${key}」的属性`)
  },
  identity: (reader, node, path, catalog) => {
    const kind = reader.text(node['identity'], join(path, 'identity'), 64)
    const known = catalog.identities.some(({ value }) => value === kind)
    if (kind !== null && !known) reader.fault(join(path, 'identity'), `没有名为「${kind}」的身份标识`)
    if (node['scope'] !== undefined) reader.text(node['scope'], join(path, 'scope'), 128)
  },
  follows: (reader, node, path, catalog) => {
    const { account } = node
    if (account === undefined) return
    const known = catalog.officialAccounts.some(({ value }) => value === account)
    if (!known) reader.fault(join(path, 'account'), '没有这个公众号')
  },
  'work-contact': (reader, node, path, catalog) => {
    const { member } = node
    if (member === undefined) return
    if (!catalog.workMembers.some(({ value }) => value === member))
      reader.fault(join(path, 'member'), '没有这位企微成员')
  },
  consent: (reader, node, path) => {
    reader.oneOf(node['purpose'], join(path, 'purpose'), ['marketing', 'phone', 'profile'])
  },
  reachable: (reader, node, path) => {
    reader.oneOf(node['channel'], join(path, 'channel'), ['official_account', 'work', 'sms'])
  },
  tag: (reader, node, path, catalog) => {
    const tag = catalog.tags.find(({ id }) => id === node['tagId'])
    if (!tag) reader.fault(join(path, 'tagId'), '没有这个标签')
    const values = reader.list(node['values'], join(path, 'values'), { min: 0, max: RULE_LIMITS.values })
    values.forEach((value, index) => reader.text(value, join(path, `values[${index}]`), RULE_LIMITS.textLength))
  },
  segment: (reader, node, path, catalog) => {
    const known = catalog.segments.some(({ id }) => id === node['segmentId'])
    if (!known) reader.fault(join(path, 'segmentId'), '没有这个分群')
  },
}

const TAG_RULES: Record<TagRule['kind'], Check> = {
  tiers: (reader, rule, path, catalog) => {
    const tiers = reader.list(rule['tiers'], join(path, 'tiers'), { min: 1, max: RULE_LIMITS.tiers })
    const seen = new Set<string>()
    const checkValue = (value: unknown, at: string): void => {
      const text = reader.text(value, at, 64)
      if (text !== null && seen.has(text)) reader.fault(at, `标签值「${text}」重复`)
      if (text !== null) seen.add(text)
    }
    tiers.forEach((item, index) => {
      const at = join(path, `tiers[${index}]`)
      const tier = reader.object(item, at)
      if (!tier) return
      checkValue(tier['value'], `${at}.value`)
      new NodeCheck(reader, catalog).check(tier['when'], `${at}.when`, 1)
    })
    if (rule['otherwise'] !== undefined) checkValue(rule['otherwise'], join(path, 'otherwise'))
  },
  metric: (reader, rule, path, catalog) => {
    const event = checkSelection(reader, rule, path, catalog)
    if (event === null) return
    const kind = checkMeasure(reader, rule['measure'], join(path, 'measure'), event, catalog)
    if (kind && kind !== 'number' && kind !== 'money') reader.fault(join(path, 'measure'), '指标应是数字')
  },
  feature: (reader, rule, path, catalog) => {
    const event = checkSelection(reader, rule, path, catalog)
    reader.oneOf(rule['which'], join(path, 'which'), ['first', 'last'])
    const take = reader.object(rule['take'], join(path, 'take'))
    const of = take && reader.oneOf(take['of'], join(path, 'take.of'), ['date', 'days-since', 'property'])
    if (event === null || !take || of !== 'property') return
    const measure = { of: rule['which'], property: take['property'] }
    checkMeasure(reader, measure, join(path, 'take'), event, catalog)
  },
  preference: (reader, rule, path, catalog) => {
    const event = checkSelection(reader, rule, path, catalog)
    reader.integer(rule['top'], join(path, 'top'), { min: 1, max: RULE_LIMITS.top })
    if (rule['atLeast'] !== undefined) reader.number(rule['atLeast'], join(path, 'atLeast'))
    const score = reader.object(rule['score'], join(path, 'score'))
    const of = score && reader.oneOf(score['of'], join(path, 'score.of'), ['count', 'sum'])
    if (event === null) return
    checkProperty(reader, rule['by'], join(path, 'by'), event, catalog)
    if (score && of === 'sum') checkMeasure(reader, score, join(path, 'score'), event, catalog)
  },
  distribution: (reader, rule, path, catalog) => {
    checkSelection(reader, rule, path, catalog)
    reader.oneOf(rule['of'], join(path, 'of'), ['days', 'hour', 'weekday'])
  },
  rfm: (reader, rule, path, catalog) => {
    const event = checkSelection(reader, rule, path, catalog)
    const cuts = reader.object(rule['cuts'], join(path, 'cuts'))
    if (cuts) {
      reader.integer(cuts['recencyDays'], join(path, 'cuts.recencyDays'), { min: 1, max: RULE_LIMITS.pastDays })
      reader.integer(cuts['frequency'], join(path, 'cuts.frequency'), { min: 1, max: 1_000_000 })
      reader.integer(cuts['amountFen'], join(path, 'cuts.amountFen'), { min: 0, max: Number.MAX_SAFE_INTEGER })
    }
    if (event === null) return
    const kind = checkProperty(reader, rule['amount'], join(path, 'amount'), event, catalog)
    if (kind && kind !== 'money') reader.fault(join(path, 'amount'), '请选择金额属性')
  },
}
