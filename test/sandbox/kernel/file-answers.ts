import { PlainAnswer } from './endpoint'
import { PlatformError } from './errors'
import type { Files } from './files'

/** The file as an attachment. Raises 40007 for what is unknown or has expired. */
export function downloadOf(files: Files, id: string): PlainAnswer {
  const file = files.find(id)
  const content = files.read(id)
  if (file === undefined || content === undefined) throw new PlatformError(40007)
  return new PlainAnswer(200, file.contentType, content, {
    'content-disposition': `attachment; filename="${encodeURIComponent(file.name)}"`,
  })
}

/** The file as a page shows it, or undefined when there is none. */
export function pictureOf(files: Files, id: string): PlainAnswer | undefined {
  const file = files.find(id)
  const content = files.read(id)
  return file === undefined || content === undefined ? undefined : new PlainAnswer(200, file.contentType, content)
}
