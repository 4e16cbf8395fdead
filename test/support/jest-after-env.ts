import { closeTestApps } from './app'

// A test that failed before its own `close()` must not spoil the next file: one process holds one audience engine.
afterAll(closeTestApps, 60_000)
