import { createWebTracker, type WebTrackerOptions } from './web'

/** Entry of `/sdk/guiyi-track.js`: gives a page `GuiyiTrack.start({ url, key })`. */
export const start = (options: WebTrackerOptions): ReturnType<typeof createWebTracker> =>
  createWebTracker(options, globalThis as unknown as Parameters<typeof createWebTracker>[1])
