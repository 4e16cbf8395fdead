import { isObject, type JsonObject } from './json'
import { PlatformError } from './errors'

export interface UploadedFile {
  field: string
  name: string
  contentType: string
  content: Buffer
}

/** Reads a multipart form; raises 41005 when there is none or it is broken. */
export async function readMultipart(
  raw: Buffer,
  contentType: string,
): Promise<{ fields: JsonObject; files: UploadedFile[] }> {
  const fields: JsonObject = {}
  const files: UploadedFile[] = []
  let form: FormData
  try {
    form = await new Response(new Uint8Array(raw), { headers: { 'content-type': contentType } }).formData()
  } catch {
    throw new PlatformError(41005)
  }
  const parts: [string, FormDataEntryValue][] = []
  form.forEach((value, field) => parts.push([field, value]))
  for (const [field, value] of parts) {
    if (typeof value === 'string') fields[field] = value
    else {
      const content = Buffer.from(await value.arrayBuffer())
      files.push({ field, name: value.name, contentType: value.type, content })
    }
  }
  return { fields, files }
}

/** A form field that holds JSON, as the description of a permanent video does. */
export function jsonField(fields: JsonObject, name: string): JsonObject | undefined {
  const value = fields[name]
  if (typeof value !== 'string') return undefined
  try {
    const parsed: unknown = JSON.parse(value)
    return isObject(parsed) ? parsed : undefined
  } catch {
    return undefined
  }
}
