import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ERRORS } from '@guiyi/shared'

const SERVER = join(__dirname, '../../server/src')

/** Server code without tests, as one text per file. */
function sources(): { file: string; text: string }[] {
  return readdirSync(SERVER, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
    .map((file) => ({ file, text: readFileSync(join(SERVER, file), 'utf8') }))
}

describe('error catalogue', () => {
  const files = sources()

  it('knows every code that is raised', () => {
    const raised = files.flatMap(({ file, text }) =>
      [...text.matchAll(/new AppError\(\s*'([^']+)'/g)].map((match) => ({ file, code: match[1] ?? '' })),
    )
    expect(raised.length).toBeGreaterThan(0)
    expect(raised.filter(({ code }) => !(code in ERRORS))).toEqual([])
  })

  it('declares no code that nothing raises', () => {
    const everything = files.map(({ text }) => text).join('\n')
    const unused = Object.keys(ERRORS).filter((code) => !new RegExp(`['"\`]${code}['"\`]`).test(everything))
    expect(unused).toEqual([])
  })

  it.each(Object.entries(ERRORS))('%s answers with an error status and a Chinese sentence', (_code, declaration) => {
    expect(declaration.status).toBeGreaterThanOrEqual(400)
    expect(declaration.status).toBeLessThan(600)
    // A message may be a parameter alone: the sentence then comes from where it is raised.
    expect(declaration.message).toMatch(/[\u4e00-\u9fff]|^\{\w+\}$/)
  })
})
