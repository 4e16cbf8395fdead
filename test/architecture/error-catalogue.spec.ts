import { ERRORS } from '@guiyi/shared'
import { serverSources } from './server-sources'

describe('error catalogue', () => {
  const files = serverSources()

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
