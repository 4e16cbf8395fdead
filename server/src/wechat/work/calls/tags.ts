/** The corp's tags of customers, protocol §3.5. An app may change only what it made itself: 301002. */
import { asIs, post } from '../../kernel/call'
import { flag, integer, list, nothing, object, text, withDefault } from '../../kernel/shape'

const tagGroup = object({
  group_id: text,
  group_name: text,
  create_time: integer,
  order: withDefault(integer, 0),
  deleted: withDefault(flag, false),
  tag: withDefault(
    list(
      object({
        id: text,
        name: text,
        create_time: integer,
        order: withDefault(integer, 0),
        deleted: withDefault(flag, false),
      }),
    ),
    [],
  ),
})

/** Both lists empty means all; with both given the tags' ids are ignored. Deleted ones show only when asked for by id. */
export const corpTags = post(
  '/cgi-bin/externalcontact/get_corp_tag_list',
  object({ tag_group: withDefault(list(tagGroup), []) }),
  asIs<{ tag_id?: string[]; group_id?: string[] }>,
)

interface NewCorpTags {
  /** An existing group; name and order are ignored then. */
  group_id?: string
  /** Joins the group of that name, or makes it. */
  group_name?: string
  order?: number
  /** Names of at most 30 characters; at least one, there are no empty groups. */
  tag: { name: string; order?: number }[]
  agentid?: number
}

/** 40071 name taken, 40072 length, 40068 no such group, 40058 nothing to add. */
export const addCorpTags = post(
  '/cgi-bin/externalcontact/add_corp_tag',
  object({ tag_group: tagGroup }),
  asIs<NewCorpTags>,
  [40058, 40068, 40071, 40072],
)

/** A tag or a group, by its id. 40068 no such id, 40071, 40072. */
export const editCorpTag = post(
  '/cgi-bin/externalcontact/edit_corp_tag',
  nothing,
  asIs<{ id: string; name?: string; order?: number; agentid?: number }>,
  [40068, 40071, 40072],
)

/** Not both lists empty: 40058. A group ends with its last tag. 40068 no such id. */
export const deleteCorpTags = post(
  '/cgi-bin/externalcontact/del_corp_tag',
  nothing,
  asIs<{ tag_id?: string[]; group_id?: string[]; agentid?: number }>,
  [40058, 40068],
)

export interface MarkTagRequest {
  userid: string
  external_userid: string
  add_tag?: string[]
  remove_tag?: string[]
}

/** Not both lists empty: 40058. The contact must belong to that member: 84061. 40068 no such tag. */
export const markTag = post('/cgi-bin/externalcontact/mark_tag', nothing, asIs<MarkTagRequest>, [40058, 40068, 84061])
