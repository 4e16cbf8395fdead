import { PlatformError } from '../../kernel/errors'
import type { JsonObject } from '../../kernel/json'
import { object, optionalObject, optionalText, text, texts, wholeNumber } from '../../kernel/validate'
import type { Directory } from './directory'

/** What the company may choose about an acquisition link. */
export interface LinkPlan {
  name: string
  users: string[]
  departments: number[]
  skipVerify: boolean
  markSource: boolean
  priorityType?: number
  priorityUsers: string[]
}

/** Unverified (protocol reference §8). */
const NAME_LIMIT = 30
const PEOPLE_LIMIT = 500

/** A whole plan, as `create_link` needs one. */
export function readLink(body: JsonObject, directory: Directory): LinkPlan {
  const range = object(body, 'range', 40058)
  return {
    name: checkedName(text(body, 'link_name', 40058)),
    ...readRange(range, directory),
    skipVerify: body.skip_verify !== false,
    markSource: body.mark_source !== false,
    priorityUsers: [],
    ...readPriority(body),
  }
}

/** The part that `update_link` changes: a range that is given replaces the old one. */
export function readLinkChange(body: JsonObject, directory: Directory): Partial<LinkPlan> {
  const name = optionalText(body, 'link_name', 40058)
  const range = optionalObject(body, 'range', 40058)
  return {
    ...(name === undefined ? {} : { name: checkedName(name) }),
    ...(range === undefined ? {} : readRange(range, directory)),
    ...(typeof body.skip_verify === 'boolean' ? { skipVerify: body.skip_verify } : {}),
    ...(typeof body.mark_source === 'boolean' ? { markSource: body.mark_source } : {}),
    ...readPriority(body),
  }
}

function readRange(range: JsonObject, directory: Directory): Pick<LinkPlan, 'users' | 'departments'> {
  const users = texts(range, 'user_list', 40058)
  const departments = range.department_list ?? []
  if (!Array.isArray(departments) || !departments.every((id): id is number => Number.isInteger(id)))
    throw new PlatformError(40058, 'invalid department_list')
  if (users.length === 0 && departments.length === 0) throw new PlatformError(40058, 'empty range')
  for (const userid of users) directory.require(userid)
  const people = new Set(users)
  for (const id of departments) for (const { userid } of directory.inDepartment(id, true)) people.add(userid)
  if (people.size > PEOPLE_LIMIT) throw new PlatformError(40058, 'range exceed 500')
  return { users, departments }
}

function readPriority(body: JsonObject): Partial<Pick<LinkPlan, 'priorityType' | 'priorityUsers'>> {
  const option = optionalObject(body, 'priority_option', 40058)
  if (option === undefined) return {}
  const priorityType = wholeNumber(option, 'priority_type', 1, 40058)
  const priorityUsers = texts(option, 'priority_userid_list', 40058)
  if (priorityType !== 1 && priorityType !== 2) throw new PlatformError(40058, 'invalid priority_type')
  if (priorityType === 2 && priorityUsers.length === 0) throw new PlatformError(40058, 'empty priority_userid_list')
  return { priorityType, priorityUsers }
}

function checkedName(name: string): string {
  if ([...name].length === 0 || [...name].length > NAME_LIMIT) throw new PlatformError(40058, 'invalid link_name')
  return name
}
