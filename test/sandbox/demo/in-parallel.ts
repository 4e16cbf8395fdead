/** Works through items, `width` at a time, and tells after each how many are done. */
export async function inParallel<T>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<void>,
  onDone: (done: number) => void = () => undefined,
): Promise<void> {
  let next = 0
  let done = 0
  const runner = async (): Promise<void> => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) {
      await work(item)
      done += 1
      onDone(done)
    }
  }
  await Promise.all(Array.from({ length: width }, runner))
}
