/* global URLSearchParams, location, history -- this runs in a browser */
/** What is chosen on the screen. Listeners hear of every change; data from the sandbox is fetched by each part itself. */
const listeners = new Set()

export const state = {
  accounts: undefined,
  links: undefined,
  now: new Date().toISOString(),
  personId: new URLSearchParams(location.search).get('person') ?? undefined,
  tab: 'chats',
  chatId: undefined,
  member: undefined,
}

export function change(part) {
  Object.assign(state, part)
  if (part.personId !== undefined) {
    const url = new URL(location.href)
    url.searchParams.set('person', part.personId)
    history.replaceState(null, '', url)
  }
  for (const listener of listeners) listener(part)
}

export function onChange(listener) {
  listeners.add(listener)
}
