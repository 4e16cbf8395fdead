import type { EngineParams } from '../../../platform/audience-engine'

/** Values of a statement. The same value gets the same name, so equal conditions compile to equal text. */
export class Params {
  private readonly names = new Map<string, string>()
  readonly values: EngineParams = {}

  /** @param prefix begins every name, so that several statements can be joined into one */
  constructor(private readonly prefix = 'p') {}

  /** @returns the place of the value in the statement, such as `{p3:String}` */
  add(
    type:
      | 'String'
      | 'Array(String)'
      | 'Int64'
      | 'UInt64'
      | 'Float64'
      | 'Array(UInt64)'
      | 'Array(UInt32)'
      | 'Array(Int64)'
      | 'UInt32',
    value: unknown,
  ): string {
    const key = `${type}:${JSON.stringify(value)}`
    let name = this.names.get(key)
    if (name === undefined) {
      name = `${this.prefix}${this.names.size + 1}`
      this.names.set(key, name)
      this.values[name] = value
    }
    return `{${name}:${type}}`
  }
}
