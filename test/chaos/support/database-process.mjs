/**
 * A private database behind a door of its own port, as a process that obeys its parent: `stop` ends the database in
 * order and shuts the door, `start` brings it up again with the same data and address. Ends with its parent.
 */
import { connect, createServer } from 'node:net'
import { installedServer, startPrivateDatabase } from '../../../server/setup/lib/mariadb.mjs'

const folder = process.argv[2]
const sockets = new Set()
let database
let door
let doorPort = 0

async function openDoor() {
  const { port } = database
  door = createServer((client) => {
    const upstream = connect(port, '127.0.0.1')
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ]) {
      sockets.add(from)
      from.setNoDelay(true)
      from.pipe(to)
      from.on('error', () => to.destroy())
      from.on('close', () => {
        sockets.delete(from)
        to.destroy()
      })
    }
  })
  await new Promise((resolve, reject) => door.once('error', reject).listen(doorPort, '127.0.0.1', resolve))
  doorPort = door.address().port
}

async function start() {
  const server = installedServer()
  if (!server) throw new Error('MariaDB or MySQL is not installed')
  database = await startPrivateDatabase({ server, folder })
  await openDoor()
  const url = new URL(database.url)
  url.port = String(doorPort)
  process.send({ url: url.href })
}

async function stop() {
  const closed = new Promise((resolve) => door.close(resolve))
  for (const socket of sockets) socket.destroy()
  await closed
  await database.stop()
  process.send({ stopped: true })
}

const commands = { start, stop }
process.on('message', (command) => {
  commands[command]().catch((error) => {
    console.error(error)
    process.exit(1)
  })
})
process.on('disconnect', () => void database?.stop().finally(() => process.exit(0)))
