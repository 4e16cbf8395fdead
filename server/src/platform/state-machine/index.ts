export interface Transition<S extends string, A extends string> {
  action: A
  from: readonly S[]
  to: S
}

export interface StateMachineDefinition<S extends string, A extends string> {
  initial: S
  states: readonly S[]
  transitions: readonly Transition<S, A>[]
}

/**
 * A life cycle as data. Checked when it is made, that is while the server starts: every state can be reached from the
 * first one, no transition names an unknown state, and no action leads from one state to two.
 */
export class StateMachine<S extends string, A extends string> {
  readonly initial: S

  constructor(
    readonly name: string,
    private readonly definition: StateMachineDefinition<S, A>,
  ) {
    this.initial = definition.initial
    const problems = [...this.unknownStates(), ...this.ambiguousActions(), ...this.unreachableStates()]
    if (problems.length > 0) throw new Error(`状态机 ${name} 有误：${problems.join('；')}`)
  }

  /** The state that `action` leads to from `state`, or undefined when it is not allowed there. */
  next(state: S, action: A): S | undefined {
    return this.definition.transitions.find(
      (transition) => transition.action === action && transition.from.includes(state),
    )?.to
  }

  /** The states in which `action` is allowed. */
  sources(action: A): S[] {
    return this.definition.transitions
      .filter((transition) => transition.action === action)
      .flatMap(({ from }) => [...from])
  }

  /** What may be done in `state`. */
  actions(state: S): A[] {
    return this.definition.transitions.filter(({ from }) => from.includes(state)).map(({ action }) => action)
  }

  private unknownStates(): string[] {
    const known = new Set<string>(this.definition.states)
    const named = this.definition.transitions.flatMap(({ from, to }) => [...from, to])
    return [...new Set([this.initial, ...named])]
      .filter((state) => !known.has(state))
      .map((state) => `未声明的状态 ${state}`)
  }

  private ambiguousActions(): string[] {
    const seen = new Set<string>()
    return this.definition.transitions
      .flatMap(({ action, from }) => from.map((state) => `${state}/${action}`))
      .filter((key) => seen.size === seen.add(key).size)
      .map((key) => `重复的转移 ${key}`)
  }

  private unreachableStates(): string[] {
    const reached = new Set<S>([this.initial])
    for (let size = 0; size !== reached.size;) {
      size = reached.size
      for (const { from, to } of this.definition.transitions)
        if (from.some((state) => reached.has(state))) reached.add(to)
    }
    return this.definition.states.filter((state) => !reached.has(state)).map((state) => `到达不了的状态 ${state}`)
  }
}
