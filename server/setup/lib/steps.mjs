/**
 * Prints what set-up is doing, one numbered line per step, and below it whatever the step wants to add.
 */
export class Steps {
  #total
  #current = 0
  #began = Date.now()

  /** @param {number} total how many steps there will be */
  constructor(total) {
    this.#total = total
  }

  /**
   * Announces a step, runs it and tells how long it took when that was noticeable.
   * @template T
   * @param {string} title Chinese, with a few English words for whoever reads none
   * @param {() => Promise<T>} work
   * @returns {Promise<T>}
   */
  async run(title, work) {
    this.#current += 1
    console.log(`[${this.#current}/${this.#total}] ${title}`)
    const began = Date.now()
    const result = await work()
    const seconds = (Date.now() - began) / 1000
    if (seconds >= 1) note(`完成，用时 ${seconds.toFixed(1)} 秒`)
    return result
  }

  /** @returns {number} seconds since the first step could begin */
  elapsed() {
    return (Date.now() - this.#began) / 1000
  }
}

/** Prints a line that belongs to the running step. @param {string} text */
export function note(text) {
  console.log(`      ${text}`)
}

/** An end that needs no stack trace: the message alone tells the person what to do. */
export class SetupProblem extends Error {}

/**
 * Runs a whole program of set-up and turns whatever goes wrong into a readable end with exit code 1.
 * @param {() => Promise<void>} program
 */
export async function main(program) {
  try {
    await program()
  } catch (error) {
    console.error(`\n✗ ${error instanceof SetupProblem ? error.message : (error?.stack ?? error)}`)
    process.exitCode = 1
  }
}
