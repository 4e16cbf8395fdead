import { useEffect, useRef } from 'react'
import { tracker } from '@/features/session'
import { platform, usePageHidden, usePageShown } from '@/platform'

/** Shorter looks are a slip of the thumb, not reading. */
const LEAST_SECONDS = 1
/** A phone left lying open is not reading either. */
const MOST_SECONDS = 30 * 60

/**
 * Tracks `read_content` with the seconds that the article was really in front: the clock stops when another page covers it and when the
 * app leaves the foreground. Every stretch is one event with `content_id` and `duration_seconds`.
 */
export function useReadingTime(contentId: string | null): void {
  const since = useRef<number | null>(null)
  const id = useRef(contentId)
  id.current = contentId

  const begin = () => {
    if (id.current !== null && since.current === null) since.current = Date.now()
  }
  const end = (leaving: boolean) => {
    if (since.current === null || id.current === null) return
    const seconds = Math.min(MOST_SECONDS, Math.round((Date.now() - since.current) / 1000))
    since.current = null
    if (seconds < LEAST_SECONDS) return
    tracker.track('read_content', { content_id: id.current, duration_seconds: seconds })
    void tracker.flush(leaving)
  }

  usePageShown(begin)
  usePageHidden(() => end(false))
  useEffect(() => {
    begin()
    return () => end(false)
  }, [contentId])
  useEffect(() => platform.onVisibility((state) => (state === 'visible' ? begin() : end(true))), [])
}
