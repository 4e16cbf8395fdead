import { useCallback, useEffect, useRef, useState } from 'react'
import { toFailure } from './errors'
import type { AppFailure } from './errors'

export type Remote<T> =
  | { state: 'loading'; data: null; failure: null }
  | { state: 'ready'; data: T; failure: null }
  | { state: 'failed'; data: null; failure: AppFailure }

/**
 * Loads once per `key` and on `reload`. `refresh` loads again without falling back to the skeleton and keeps the old data when it fails.
 * Answers of an older key or an earlier load are dropped.
 */
export function useRemote<T>(
  key: string,
  load: () => Promise<T>,
): Remote<T> & { reload: () => void; refresh: () => Promise<void> } {
  const [remote, setRemote] = useState<Remote<T>>({ state: 'loading', data: null, failure: null })
  const turn = useRef(0)
  const latestLoad = useRef(load)
  latestLoad.current = load

  const run = useCallback(async (quiet: boolean) => {
    const mine = ++turn.current
    if (!quiet) setRemote({ state: 'loading', data: null, failure: null })
    try {
      const data = await latestLoad.current()
      if (mine === turn.current) setRemote({ state: 'ready', data, failure: null })
    } catch (error) {
      const failure = toFailure(error)
      if (mine === turn.current)
        setRemote((old) => (quiet && old.state === 'ready' ? old : { state: 'failed', data: null, failure }))
    }
  }, [])

  useEffect(() => {
    void run(false)
  }, [key, run])

  const reload = useCallback(() => void run(false), [run])
  const refresh = useCallback(() => run(true), [run])
  return { ...remote, reload, refresh }
}
