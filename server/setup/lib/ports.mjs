import { createConnection, createServer } from 'node:net'

/**
 * Asks the operating system for a TCP port of 127.0.0.1 that nobody uses now.
 * @returns {Promise<number>}
 */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/**
 * Whether something already listens on `port`, on any of the addresses a server of ours would take.
 * @param {number} port
 * @returns {Promise<boolean>}
 */
export function portTaken(port) {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(true))
    server.listen(port, () => server.close(() => resolve(false)))
  })
}

/**
 * Whether a server at host:port accepts a connection and speaks first, as MySQL and MariaDB do once they are ready
 * (they listen earlier than they answer).
 * @param {string} host
 * @param {number} port
 * @returns {Promise<boolean>}
 */
export function greets(host, port) {
  return new Promise((resolve) => {
    const socket = createConnection({ host, port })
    const done = (answer) => {
      socket.destroy()
      resolve(answer)
    }
    socket.setTimeout(1000, () => done(false))
    socket.once('data', () => done(true))
    socket.once('error', () => done(false))
    socket.once('close', () => done(false))
  })
}
