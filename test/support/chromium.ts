import { existsSync } from 'node:fs'
import { chromium, type Browser } from 'playwright-core'

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Headless, also as root, silent on the network, and able to run without a graphics card. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--font-render-hinting=none',
]

/**
 * Launches the machine's Chromium with a new, empty profile.
 * @param args further flags
 * @throws when no Chromium is installed (`npm test` installs Debian's)
 */
export async function launchChromium(args: string[] = []): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH ?? PLACES.find((place) => existsSync(place))
  if (!executablePath) throw new Error(`no Chromium at ${PLACES.join(', ')}: install it or set CHROMIUM_PATH`)
  return chromium.launch({ executablePath, headless: true, args: [...FLAGS, ...args] })
}
