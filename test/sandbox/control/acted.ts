import type { Delivery } from '../callbacks/callback-sender'

/** What an act led to: nothing when it changed nothing, else whether the first callback was accepted. */
export function acted(delivery: Delivery | null): { changed: boolean; delivered: boolean; status: number | null } {
  if (delivery === null) return { changed: false, delivered: false, status: null }
  return { changed: true, delivered: delivery.delivered, status: delivery.status }
}
