import { pathTo } from './problem'
import type { JsonSchema } from './schema-words'

/**
 * Fields that a tree has and its schema does not know.
 * @param schema the schema of `value`; a reference is looked up in the `$defs` of `root`
 * @returns their paths below `path`, in the order of the tree. Of alternatives, the one that knows most fields counts.
 */
export function unknownFields(value: unknown, schema: JsonSchema, root: JsonSchema, path = ''): string[] {
  const { anyOf, properties, items } = resolved(schema, root)
  if (anyOf) {
    const [best = []] = anyOf
      .filter((one) => mayBe(value, one, root))
      .map((one) => unknownFields(value, one, root, path))
      .sort((a, b) => a.length - b.length)
    return best
  }
  if (items && Array.isArray(value))
    return value.flatMap((item, index) => unknownFields(item, items, root, `${path}[${index}]`))
  if (!properties || !isObject(value)) return []
  return Object.entries(value).flatMap(([key, field]) => {
    if (field === undefined) return []
    const known = Object.hasOwn(properties, key) ? properties[key] : undefined
    return known ? unknownFields(field, known, root, pathTo(path, key)) : [pathTo(path, key)]
  })
}

/** Whether every word by which alternatives are told apart (`kind`, `op`, `of` …) is one of this alternative. */
function mayBe(value: unknown, schema: JsonSchema, root: JsonSchema): boolean {
  const { anyOf, properties = {}, required = [] } = resolved(schema, root)
  if (anyOf) return anyOf.some((one) => mayBe(value, one, root))
  if (!isObject(value)) return false
  return Object.entries(properties).every(([key, { const: only, enum: words }]) => {
    if (only === undefined && words === undefined) return true
    const word = value[key]
    return word === undefined ? !required.includes(key) : word === only || words?.includes(word as string) === true
  })
}

function resolved(schema: JsonSchema, root: JsonSchema): JsonSchema {
  if (schema.$ref === undefined) return schema
  const defined = (root['$defs'] as Record<string, JsonSchema>)[schema.$ref.slice('#/$defs/'.length)]
  if (!defined) throw new Error(`${schema.$ref} is not defined`)
  return resolved(defined, root)
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
