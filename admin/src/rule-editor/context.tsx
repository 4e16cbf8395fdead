import { createContext, useContext, useMemo, type ReactNode } from 'react'
import type { RuleCatalog, RuleProblem } from '@guiyi/shared'
import { placeOf } from './words'

interface RuleEditing {
  catalog: RuleCatalog
  problems: readonly RuleProblem[]
  /** Faults are only written beside the fields once the person has tried to go on. */
  showProblems: boolean
}

const Context = createContext<RuleEditing | null>(null)

interface Props extends RuleEditing {
  children: ReactNode
}

/** What the parts of a rule editor share: the dictionary, and what is wrong where. */
export function RuleEditorProvider({ catalog, problems, showProblems, children }: Props) {
  const value = useMemo(() => ({ catalog, problems, showProblems }), [catalog, problems, showProblems])
  return <Context.Provider value={value}>{children}</Context.Provider>
}

function useEditing(): RuleEditing {
  const editing = useContext(Context)
  if (!editing) throw new Error('a part of the rule editor stands outside RuleEditorProvider')
  return editing
}

export function useRuleCatalog(): RuleCatalog {
  return useEditing().catalog
}

/** The first fault at or below a path, when faults are to be shown, with the part of the node that it concerns. */
export function useProblem(path: string): string | undefined {
  const { problems, showProblems } = useEditing()
  if (!showProblems) return undefined
  const found = problems.find(
    (problem) => problem.path === path || problem.path.startsWith(`${path}.`) || problem.path.startsWith(`${path}[`),
  )
  if (!found) return undefined
  const place = placeOf(found.path.slice(path.length))
  return place === '' ? found.message : `${place}：${found.message}`
}
