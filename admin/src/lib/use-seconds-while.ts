import { useEffect, useState } from 'react'

/** Whole seconds for which `active` has been true without a break; 0 while it is not. */
export function useSecondsWhile(active: boolean): number {
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    if (!active) return
    const timer = setInterval(() => setSeconds((passed) => passed + 1), 1000)
    return () => {
      clearInterval(timer)
      setSeconds(0)
    }
  }, [active])
  return seconds
}
