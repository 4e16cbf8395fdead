/** A JSON schema node (draft 2020-12), as far as the rule language needs it. */
export interface JsonSchema {
  $ref?: string
  const?: string | number
  enum?: readonly (string | number)[]
  type?: 'object' | 'array' | 'string' | 'number' | 'integer'
  properties?: Record<string, JsonSchema>
  required?: string[]
  additionalProperties?: false
  items?: JsonSchema
  minItems?: number
  maxItems?: number
  minLength?: number
  maxLength?: number
  pattern?: string
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  anyOf?: JsonSchema[]
  [keyword: `$${string}`]: unknown
}

interface AnySchema {
  json: JsonSchema
}

/**
 * A JSON schema together with the TypeScript type that it describes. The type parameter is invariant, so that a schema
 * that says less or more than its type does not compile.
 */
export interface Schema<T> extends AnySchema {
  /** Never there; only for the compiler. */
  type?: (value: T) => T
}

interface OptionalSchema<T> extends Schema<T> {
  optional: true
}

type TypeOf<S> = S extends Schema<infer T> ? T : never

type FieldsOf<T> = {
  [K in keyof T]-?: Record<never, never> extends Pick<T, K>
    ? OptionalSchema<Exclude<T[K], undefined>>
    : Schema<T[K]> & { optional?: never }
}

export const text = (maxLength: number): Schema<string> => ({
  json: { type: 'string', minLength: 1, maxLength, pattern: '\\S' },
})

export const day: Schema<string> = { json: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' } }

const LARGEST = Number.MAX_SAFE_INTEGER

export const number: Schema<number> = { json: { type: 'number', minimum: -LARGEST, maximum: LARGEST } }

export const positive = (maximum: number): Schema<number> => ({
  json: { type: 'number', exclusiveMinimum: 0, maximum },
})

export const integer = (minimum: number, maximum: number): Schema<number> => ({
  json: { type: 'integer', minimum, maximum },
})

export const words = <const T extends string>(...allowed: readonly T[]): Schema<T> => {
  const [only] = allowed
  return { json: allowed.length === 1 && only !== undefined ? { const: only } : { enum: allowed } }
}

export const list = <T>(items: Schema<T>, minItems: number, maxItems: number): Schema<T[]> => ({
  json: { type: 'array', items: items.json, minItems, maxItems },
})

export const optional = <T>(schema: Schema<T>): OptionalSchema<T> => ({ ...schema, optional: true })

/** An object with a schema for every field of the type, and for no other. */
export function object<T>(fields: FieldsOf<T>): Schema<T> {
  const entries = Object.entries<AnySchema & { optional?: boolean }>(fields)
  return {
    json: {
      type: 'object',
      properties: Object.fromEntries(entries.map(([key, { json }]) => [key, json])),
      required: entries.filter(([, schema]) => !schema.optional).map(([key]) => key),
      additionalProperties: false,
    },
  }
}

export const anyOf = <S extends readonly AnySchema[]>(...schemas: S): Schema<TypeOf<S[number]>> => ({
  json: { anyOf: schemas.map(({ json }) => json) },
})

/** A schema of the document's `$defs`. */
export const defined = <T>(name: string): Schema<T> => ({ json: { $ref: `#/$defs/${name}` } })
