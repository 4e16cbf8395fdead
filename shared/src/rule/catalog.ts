import type { EventDeclaration, EventPropertyType } from '../events'

export type AttributeType = 'text' | 'enum' | 'number' | 'money' | 'date' | 'boolean' | 'list'

export interface NamedValue {
  value: string
  label: string
}

/** What rules may speak of in this installation, with the names that people read. */
export interface RuleCatalog {
  events: readonly EventDeclaration[]
  attributes: readonly { key: string; label: string; type: AttributeType; options?: readonly NamedValue[] }[]
  /** With the accounts (appid, corpid) that an identity of the kind can be bound to; without a list any scope will do. */
  identities: readonly (NamedValue & { scopes?: readonly NamedValue[] })[]
  officialAccounts: readonly NamedValue[]
  workMembers: readonly NamedValue[]
  /** `values`: those that the definition tells; none when any will do. Without a type the values are text. */
  tags: readonly { id: number; name: string; values: readonly string[]; type?: TagValueType; unit?: string }[]
  segments: readonly { id: number; name: string }[]
  audiences: readonly { id: number; name: string }[]
  /** Names of the parameters that products have: 材质, 净含量 … */
  productParameters?: readonly string[]
}

/** What the values of a tag are: whole text, a number, money (fen), a day (`YYYY-MM-DD`), or `true` and `false`. */
export type TagValueType = 'text' | 'number' | 'money' | 'date' | 'boolean'

/** Which tests a value of a type understands. */
export type ValueKind = 'text' | 'number' | 'money' | 'date' | 'boolean' | 'list'

export interface RuleProperty {
  key: string
  label: string
  type: ValueKind
}

/** Dimensions of the thing that an event touched, looked up when the rule runs. */
const JOINED_PROPERTIES: readonly (RuleProperty & { through: EventPropertyType })[] = [
  { key: 'content.tag', label: '内容标签', type: 'list', through: 'content' },
  { key: 'product.category', label: '商品品类', type: 'text', through: 'product' },
]

/** Begins the key of a product's parameter: `product.param:净含量`. */
export const PRODUCT_PARAMETER = 'product.param:'

/** Whether a property describes the thing that an event touched, and not the event itself. */
export const isJoinedProperty = (key: string): boolean =>
  key.startsWith(PRODUCT_PARAMETER) || JOINED_PROPERTIES.some((property) => property.key === key)

const KINDS: Record<EventPropertyType, ValueKind> = {
  text: 'text',
  number: 'number',
  money: 'money',
  date: 'date',
  boolean: 'boolean',
  list: 'list',
  content: 'text',
  product: 'text',
}

/**
 * Every property that a rule about `event` may use: the declared ones, then the dimensions it can be joined to.
 * @param parameters names of the parameters that products have
 */
export function propertiesOf(event: EventDeclaration, parameters: readonly string[] = []): RuleProperty[] {
  const declared = event.properties.map(({ key, label, type }) => ({ key, label, type: KINDS[type] }))
  const through = new Set<string>(event.properties.map(({ type }) => type))
  const joined = JOINED_PROPERTIES.filter((property) => through.has(property.through))
  const named = through.has('product') ? parameters : []
  return [
    ...declared,
    ...joined.map(({ key, label, type }) => ({ key, label, type })),
    ...named.map((name) => ({ key: `${PRODUCT_PARAMETER}${name}`, label: `商品${name}`, type: 'text' as const })),
  ]
}

/** What is known of events alone. */
export type EventCatalog = Pick<RuleCatalog, 'events' | 'productParameters'>

export function findEvent(catalog: EventCatalog, name: string): EventDeclaration | undefined {
  return catalog.events.find((event) => event.name === name)
}

export function findProperty(catalog: EventCatalog, event: string, key: string): RuleProperty | undefined {
  const declaration = findEvent(catalog, event)
  return declaration && propertiesOf(declaration, catalog.productParameters).find((property) => property.key === key)
}

/** How an attribute's values are tested. */
export function attributeKind(type: AttributeType): ValueKind {
  return type === 'enum' ? 'text' : type
}
