import { shanghaiDay } from '../calendar'
import { attributeKind, type RuleCatalog, type TagValueType } from './catalog'
import { pathTo as join, RuleReader, type RuleProblem } from './problem'
import { RULE_SCHEMA, TAG_RULE_SCHEMA } from './schema'
import type { JsonSchema } from './schema-words'
import type { TagRule } from './tag-types'
import { RULE_LIMITS, type Condition, type RuleNode } from './types'
import { unknownFields } from './unknown-fields'
import { checkDays, checkMeasure, checkPlainWindow, checkSelection, checkSteps, checkTest } from './validate-selection'
import { checkTagRule } from './validate-tag'

type Fields = Record<string, unknown>
type Check = (reader: RuleReader, node: Fields, path: string, catalog: RuleCatalog) => void

export type Validated<T> = { ok: true; rule: T } | { ok: false; problems: RuleProblem[] }

/**
 * Checks an untrusted rule against what this installation knows.
 * @param now windows must not begin later
 * @returns the rule, or every fault with its code and the path of its node
 */
export function validateRule(input: unknown, catalog: RuleCatalog, now = new Date()): Validated<RuleNode> {
  const reader = new RuleReader(shanghaiDay(now))
  new NodeCheck(reader, catalog).check(input, '', 1)
  checkFields(reader, input, RULE_SCHEMA)
  return reader.problems.length > 0 ? { ok: false, problems: reader.problems } : { ok: true, rule: input as RuleNode }
}

/** Checks the rule of a tag, like validateRule. */
export function validateTagRule(input: unknown, catalog: RuleCatalog, now = new Date()): Validated<TagRule> {
  const reader = new RuleReader(shanghaiDay(now))
  checkTagRule(reader, input, catalog, (node, path) => new NodeCheck(reader, catalog).check(node, path, 1))
  checkFields(reader, input, TAG_RULE_SCHEMA)
  return reader.problems.length > 0 ? { ok: false, problems: reader.problems } : { ok: true, rule: input as TagRule }
}

/** A field that nobody reads is a rule that means less than its writer thinks. */
function checkFields(reader: RuleReader, input: unknown, schema: JsonSchema): void {
  if (reader.problems.some(({ code }) => code === 'too-deep')) return
  for (const path of unknownFields(input, schema, schema)) reader.fault(path, 'unknown-field', '规则里没有这个字段')
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
      this.reader.fault(path, 'too-deep', `嵌套最多 ${RULE_LIMITS.depth} 层`)
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
    if (this.conditions === RULE_LIMITS.conditions + 1)
      this.reader.fault(path, 'too-large', `条件最多 ${RULE_LIMITS.conditions} 个`)
    const kinds = Object.keys(CONDITIONS) as Condition['kind'][]
    const kind = kinds.find((known) => known === node['kind'])
    if (kind) CONDITIONS[kind](this.reader, node, path, this.catalog)
    else this.reader.fault(join(path, 'kind'), 'unknown-kind', '没有这种条件')
  }
}

/** Whether somebody has the tag at all is asked without a test. */
function checkTagTest(reader: RuleReader, value: unknown, path: string, type: TagValueType = 'text'): void {
  const test = reader.object(value, path)
  if (!test) return
  if (type === 'text' || type === 'boolean')
    reader.fault(path, 'wrong-type', '这个标签的值不是数字、金额或日期，请选择标签值')
  else if (test['op'] === 'exists' || test['op'] === 'missing')
    reader.fault(`${path}.op`, 'wrong-comparison', '这个比较方式不适用于标签')
  else checkTest(reader, test, path, type)
}

const CONDITIONS: Record<Condition['kind'], Check> = {
  event: (reader, node, path, catalog) => {
    const event = checkSelection(reader, node, path, catalog)
    if (event === null) return
    const kind = checkMeasure(reader, node['measure'], join(path, 'measure'), event, catalog)
    if (kind) checkTest(reader, node['test'], join(path, 'test'), kind)
  },
  sequence: (reader, node, path, catalog) => {
    checkPlainWindow(reader, node['window'], join(path, 'window'))
    checkDays(reader, node['days'], join(path, 'days'))
    checkSteps(reader, node['steps'], join(path, 'steps'), { min: 2, max: RULE_LIMITS.steps }, catalog)
  },
  attribute: (reader, node, path, catalog) => {
    const key = reader.text(node['attribute'], join(path, 'attribute'), 64)
    const attribute = catalog.attributes.find((known) => known.key === key)
    if (attribute) checkTest(reader, node['test'], join(path, 'test'), attributeKind(attribute.type))
    else if (key !== null) reader.fault(join(path, 'attribute'), 'unknown-attribute', `没有名为「${key}」的属性`)
  },
  identity: (reader, node, path, catalog) => {
    const kind = reader.text(node['identity'], join(path, 'identity'), 64)
    const known = catalog.identities.find(({ value }) => value === kind)
    if (kind !== null && !known)
      reader.fault(join(path, 'identity'), 'unknown-identity', `没有名为「${kind}」的身份标识`)
    if (node['scope'] === undefined) return
    const scope = reader.text(node['scope'], join(path, 'scope'), 128)
    if (scope !== null && known?.scopes && !known.scopes.some(({ value }) => value === scope))
      reader.fault(join(path, 'scope'), 'unknown-account', `「${known.label}」没有这个所属账号`)
  },
  follows: (reader, node, path, catalog) => {
    const { account } = node
    if (account === undefined) return
    const known = catalog.officialAccounts.some(({ value }) => value === account)
    if (!known) reader.fault(join(path, 'account'), 'unknown-account', '没有这个公众号')
  },
  'work-contact': (reader, node, path, catalog) => {
    const { member } = node
    if (member === undefined) return
    if (!catalog.workMembers.some(({ value }) => value === member))
      reader.fault(join(path, 'member'), 'unknown-member', '没有这位企微成员')
  },
  consent: (reader, node, path) => {
    reader.oneOf(node['purpose'], join(path, 'purpose'), ['marketing', 'phone', 'profile'])
  },
  reachable: (reader, node, path) => {
    reader.oneOf(node['channel'], join(path, 'channel'), ['official_account', 'work', 'sms'])
  },
  tag: (reader, node, path, catalog) => {
    const tag = catalog.tags.find(({ id }) => id === node['tagId'])
    if (!tag) reader.fault(join(path, 'tagId'), 'unknown-tag', '没有这个标签')
    const values = reader.list(node['values'], join(path, 'values'), { min: 0, max: RULE_LIMITS.values })
    values.forEach((item, index) => {
      const at = join(path, `values[${index}]`)
      const value = reader.text(item, at, RULE_LIMITS.textLength)
      if (value !== null && tag && tag.values.length > 0 && !tag.values.includes(value))
        reader.fault(at, 'unknown-value', `标签「${tag.name}」没有值「${value}」`)
    })
    if (tag && node['test'] !== undefined) checkTagTest(reader, node['test'], join(path, 'test'), tag.type)
  },
  segment: (reader, node, path, catalog) => {
    const known = catalog.segments.some(({ id }) => id === node['segmentId'])
    if (!known) reader.fault(join(path, 'segmentId'), 'unknown-segment', '没有这个分群')
  },
  audience: (reader, node, path, catalog) => {
    const known = catalog.audiences.some(({ id }) => id === node['audienceId'])
    if (!known) reader.fault(join(path, 'audienceId'), 'unknown-audience', '没有这个人群包')
  },
}
