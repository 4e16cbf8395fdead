/**
 * How Node runs the server. A request that waits for its commit outlives the young generation of the default size (16 MB):
 * with four times that a server under full load needed a fifth less processor (`npm run bench -- callback`).
 * The Dockerfile says the same.
 */
export const SERVER_FLAGS = ['--max-semi-space-size=64']
