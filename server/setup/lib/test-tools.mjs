import { canInstallPackages, installPackages } from './apt.mjs'
import { findProgram, run } from './process.mjs'
import { installedServer } from './mariadb.mjs'
import { note } from './steps.mjs'

/**
 * Installs what tests need from Debian and do not find: a database server, Chromium, and a font with Chinese glyphs
 * (screenshots show boxes without one). Where packages cannot be installed it says what is missing and goes on.
 */
export async function ensureTestTools() {
  const missing = []
  if (!installedServer()) missing.push('mariadb-server')
  if (!hasChromium()) missing.push('chromium')
  if (!(await hasChineseFont())) missing.push('fontconfig', 'fonts-noto-cjk')
  if (missing.length === 0) return
  if (canInstallPackages()) await installPackages(missing)
  else note(`缺少 ${missing.join('、')}，相关测试会失败：请先安装`)
}

function hasChromium() {
  return Boolean(process.env.CHROMIUM_PATH ?? findProgram('chromium', 'chromium-browser', 'google-chrome'))
}

async function hasChineseFont() {
  const lister = findProgram('fc-list')
  return lister !== undefined && (await run(lister, [':lang=zh'])).trim() !== ''
}
