import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { findProgram, run, succeeds } from './process.mjs'
import { note } from './steps.mjs'

const POLICY = '/usr/sbin/policy-rc.d'

/** @returns {boolean} whether this process may install Debian's packages, as root or through `sudo -n` */
export function canInstallPackages() {
  if (!findProgram('apt-get')) return false
  return isRoot() || (Boolean(findProgram('sudo')) && succeeds('sudo', ['-n', 'true']))
}

/**
 * Installs Debian packages without starting the services that some of them bring.
 * @param {string[]} packages
 */
export async function installPackages(packages) {
  note(`apt-get install ${packages.join(' ')}`)
  // A policy file that answers 101 is Debian's own way to say "start no service on installation".
  const policyIsOurs = isRoot() && !existsSync(POLICY)
  if (policyIsOurs) writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  try {
    await apt(['update', '-qq'])
    await apt(['install', '-y', '-qq', '--no-install-recommends', ...packages])
  } finally {
    if (policyIsOurs) rmSync(POLICY, { force: true })
  }
}

async function apt(args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
  if (isRoot()) await run('apt-get', args, { env })
  else await run('sudo', ['-n', 'env', 'DEBIAN_FRONTEND=noninteractive', 'RUNLEVEL=1', 'apt-get', ...args], { env })
}

function isRoot() {
  return process.getuid?.() === 0
}
