/**
 * Runs one program and never leaves it behind: `node keeper.mjs <grace seconds> <command> [args…]`.
 *
 * The starter keeps the other end of this process's stdin open. When that end closes, because the starter asks for the
 * end or because it was killed outright, the program gets SIGTERM, then SIGKILL after the grace time. The keeper runs
 * in its own process group, so Ctrl-C in a terminal reaches the starter only, which then ends its programs in order.
 */
import { spawn } from 'node:child_process'

const [grace, command, ...args] = process.argv.slice(2)
const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] })
let ending = false

function end() {
  if (ending) return
  ending = true
  child.kill('SIGTERM')
  setTimeout(() => child.kill('SIGKILL'), Number(grace) * 1000).unref()
}

process.stdin.once('end', end).once('close', end).once('error', end).resume()
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, end)

// Output pipes vanish together with a killed starter; that must not stop the orderly end.
process.stdout.on('error', end)
process.stderr.on('error', end)

child.once('error', (error) => {
  process.stderr.write(`${command}: ${error.message}\n`)
  process.exit(127)
})
child.once('exit', (code, signal) => process.exit(signal ? (ending ? 0 : 128) : (code ?? 0)))
