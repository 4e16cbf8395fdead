import { validateRule, validateTagRule, type RuleNode, type TagRule, type Validated } from '@guiyi/shared'
import type { RuleScope } from '../../server/src/modules/rule/compiler/scope'
import { chunks } from '../../server/src/platform/audience-engine'
import { Dice, randomRule, randomTagRule, randomWorld } from './rule-dice'
import { TagOracle } from './rule-oracle-tags'
import { CATALOG, EngineWorld } from './rule-world'

/** 1 050 pairs of a rule and data, each asked of everyone and of a few people or a stretch of ids: 2 100 cases. */
const WORLDS = 6
const RULES_PER_WORLD = 100
const TAG_RULES_PER_WORLD = 75
const QUESTIONS_PER_STATEMENT = 25
/** So often the rules are also asked one by one, as previews and counts ask them. */
const ALONE_EVERY = 4

interface Case {
  rule: RuleNode | TagRule
  /** Who is in, with what values; an empty list for plain rules. */
  expected: Map<number, string[]>
  problems: unknown
}

const problemsOf = (result: Validated<unknown>): unknown => (result.ok ? [] : result.problems)

describe('random rules on random data', () => {
  let engine: EngineWorld
  beforeAll(async () => {
    engine = await EngineWorld.open()
  })
  afterAll(() => engine.close())

  it.each(Array.from({ length: WORLDS }, (_, index) => index + 1))(
    'agree with the plain evaluator for everyone, for a few and for a stretch of ids (seed %i)',
    async (seed) => {
      const dice = new Dice(seed)
      const world = randomWorld(dice)
      await engine.fill(world)
      const oracle = new TagOracle(world)
      const rules = Array.from({ length: RULES_PER_WORLD }, (): Case => {
        const rule = randomRule(dice)
        const expected = new Map(oracle.members(rule).map((id) => [id, []]))
        return { rule, expected, problems: problemsOf(validateRule(rule, CATALOG, world.now)) }
      })
      const tags = Array.from({ length: TAG_RULES_PER_WORLD }, (): Case => {
        const rule = randomTagRule(dice)
        return { rule, expected: oracle.values(rule), problems: problemsOf(validateTagRule(rule, CATALOG, world.now)) }
      })
      const few = dice.some(world.customers.map(({ id }) => id))
      const cases = [...rules, ...tags]
      const parts = chunks(cases, QUESTIONS_PER_STATEMENT)
      for (const [turn, part] of parts.entries()) {
        const asked = part.map(({ rule }) => rule)
        const scope: RuleScope =
          (turn + seed) % 2 === 0 ? { kind: 'ids', ids: few } : { kind: 'range', from: 10, to: 20 }
        const everyone = await engine.together(asked)
        const some = await engine.together(asked, scope)
        const alone = turn % ALONE_EVERY === 0 ? await engine.answers(asked.map((rule) => ({ rule, scope }))) : some
        part.forEach(({ rule, expected, problems }, index) => {
          const within = new Map(
            [...expected].filter(([id]) => (scope.kind === 'ids' ? few.includes(id) : id >= 10 && id <= 20)),
          )
          const found = { rule, problems, everyone: everyone[index], some: some[index], alone: alone[index] }
          expect(found).toEqual({ rule, problems: [], everyone: expected, some: within, alone: within })
        })
      }
    },
    300_000,
  )
})
