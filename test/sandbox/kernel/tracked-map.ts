/**
 * A map that knows whether what it holds may differ from what was last written down. Rows are changed in place by
 * whoever took them out, so a map that was only read counts as changed too, once somebody says that a writing call
 * went by.
 */
export class TrackedMap<K, V> extends Map<K, V> {
  private changed = false
  private handedOut = false

  override set(key: K, value: V): this {
    this.changed = true
    return super.set(key, value)
  }

  override delete(key: K): boolean {
    const existed = super.delete(key)
    if (existed) this.changed = true
    return existed
  }

  override clear(): void {
    if (this.size > 0) this.changed = true
    super.clear()
  }

  override get(key: K): V | undefined {
    this.handedOut = true
    return super.get(key)
  }

  override values(): MapIterator<V> {
    this.handedOut = true
    return super.values()
  }

  override entries(): MapIterator<[K, V]> {
    this.handedOut = true
    return super.entries()
  }

  override [Symbol.iterator](): MapIterator<[K, V]> {
    return this.entries()
  }

  /** Whether it must be written; `acted` says that rows handed out since the last time may have been changed. */
  isDirty(acted: boolean): boolean {
    return this.changed || (acted && this.handedOut)
  }

  /** All of it, to be written down now. */
  rows(): MapIterator<[K, V]> {
    return super.entries()
  }

  markWritten(): void {
    this.changed = false
    this.handedOut = false
  }
}
