import { PlatformError } from '../../kernel/errors'
import { isObject, type JsonObject } from '../../kernel/json'
import { optionalObject, optionalText, text, texts } from '../../kernel/validate'
import type { CorpTags } from './corp-tags'
import type { Directory } from './directory'
import type { UseMedia } from './media'

/** What `add_moment_task` asks for, read and checked. */
export interface MomentOrder {
  text: string
  /** `url` leads to the picture or video itself, or to where the link goes. */
  attachments: { kind: 'image' | 'video' | 'link'; part: JsonObject; url: string }[]
  senders: string[]
  tagIds: string[]
  /** Nobody was left out: everybody's customers see it. */
  forAll: boolean
  invalidUsers: string[]
  invalidDepartments: number[]
  invalidTags: string[]
}

const TEXT_LIMIT = 2000
const PICTURES = 9
const SENDERS = 100_000

/**
 * Reads a company's moment. 40058 with the platform's words for a wrong text, kind or number of attachments; 40007 for a
 * file that is not there, or was not uploaded for moments.
 */
export function readMoment(body: JsonObject, directory: Directory, tags: CorpTags, use: UseMedia): MomentOrder {
  const content = optionalText(optionalObject(body, 'text', 40058) ?? {}, 'content', 40058) ?? ''
  if ([...content].length > TEXT_LIMIT) throw new PlatformError(40058, 'invalid text size')
  const attachments = readAttachments(body, use)
  if (content === '' && attachments.length === 0) throw new PlatformError(40058, 'invalid msg')
  const range = optionalObject(body, 'visible_range', 40058)
  const tagIds = texts(optionalObject(range ?? {}, 'external_contact_list', 40058) ?? {}, 'tag_list', 40058)
  const known = tagIds.filter((id) => tags.describe([id]).length > 0)
  const people = readSenders(optionalObject(range ?? {}, 'sender_list', 40058), directory)
  return {
    text: content,
    attachments,
    ...people,
    tagIds: known,
    forAll: range === undefined,
    invalidTags: tagIds.filter((id) => !known.includes(id)),
  }
}

function readSenders(
  given: JsonObject | undefined,
  directory: Directory,
): Pick<MomentOrder, 'senders' | 'invalidUsers' | 'invalidDepartments'> {
  const users = texts(given ?? {}, 'user_list', 40058)
  const departments = given?.department_list ?? []
  if (users.length > SENDERS || !Array.isArray(departments)) throw new PlatformError(40058, 'invalid sender_list')
  if (!departments.every((id): id is number => Number.isInteger(id)))
    throw new PlatformError(40058, 'invalid sender_list')
  if (users.length === 0 && departments.length === 0)
    return { senders: directory.all().map(({ userid }) => userid), invalidUsers: [], invalidDepartments: [] }
  const known = new Set(directory.departments().map(({ id }) => id))
  const inDepartments = departments
    .filter((id) => known.has(id))
    .flatMap((id) => directory.inDepartment(id, true).map(({ userid }) => userid))
  const present = users.filter((userid) => directory.find(userid) !== undefined)
  return {
    senders: [...new Set([...present, ...inDepartments])],
    invalidUsers: users.filter((userid) => !present.includes(userid)),
    invalidDepartments: departments.filter((id) => !known.has(id)),
  }
}

/** Nine pictures, or one video, or one link. */
function readAttachments(body: JsonObject, use: UseMedia): MomentOrder['attachments'] {
  const given = body.attachments ?? []
  if (!Array.isArray(given)) throw new PlatformError(40058, 'invalid attachments')
  const parts = given.map((item: unknown) => {
    const kind = isObject(item) ? item.msgtype : undefined
    if (!isObject(item) || (kind !== 'image' && kind !== 'video' && kind !== 'link'))
      throw new PlatformError(40058, 'invalid attachments msgtype')
    return { kind, part: optionalObject(item, kind, 40058) ?? {} } as const
  })
  const limit = parts.every(({ kind }) => kind === 'image') ? PICTURES : 1
  if (parts.length > limit) throw new PlatformError(40058, 'invalid attachments size')
  return parts.map(({ kind, part }) => ({
    kind,
    part,
    url: kind === 'link' ? text(part, 'url', 40058) : use(text(part, 'media_id', 40007), kind, true),
  }))
}
