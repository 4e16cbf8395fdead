import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './folders.mjs'

/**
 * Prints the addresses and who can log in: the demo staff, or the first administrator of a real installation.
 * @param {{ serverUrl: string, sandboxUrl: string | undefined, dataFolder: string, seconds: number }} options
 */
export function welcome({ serverUrl, sandboxUrl, dataFolder, seconds }) {
  console.log(`\n归一 Guiyi 已启动（${seconds.toFixed(0)} 秒）\n`)
  console.log(`  控制台      Console       ${serverUrl}/`)
  console.log(`  企微侧边栏  Sidebar       ${serverUrl}/sidebar/`)
  console.log(`  小程序 H5   Mini-program  ${serverUrl}/m/`)
  if (sandboxUrl) {
    console.log(`  微信沙箱    Sandbox       ${sandboxUrl}/sandbox/`)
    console.log('\n  演示账号（用户名 / 密码）')
    for (const one of demoStaff()) console.log(`    ${one.username.padEnd(10)} ${one.password.padEnd(22)} ${one.name}`)
  }
  const firstAdministrator = join(dataFolder, 'first-administrator.txt')
  if (existsSync(firstAdministrator)) console.log(`\n  管理员的初始密码见 ${firstAdministrator}`)
  console.log('\n按 Ctrl-C 停止。\n')
}

function demoStaff() {
  return JSON.parse(readFileSync(join(ROOT, 'test/sandbox/demo-accounts.json'), 'utf8')).staff
}
