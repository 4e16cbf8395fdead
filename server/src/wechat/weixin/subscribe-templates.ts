/** Templates of subscribe messages; official accounts manage those of their notices with the same endpoints (protocol §1.9, §2.3). */
import { asIs, get, noParameters, post } from '../kernel/call'
import { integer, list, nothing, object, text, textOrNumber, withDefault } from '../kernel/shape'

export const subscribeTemplates = get(
  '/wxaapi/newtmpl/gettemplate',
  object({
    data: withDefault(
      list(
        object({
          priTmplId: text,
          title: text,
          content: text,
          example: withDefault(text, ''),
          /** 2 once per consent, 3 lasting. */
          type: integer,
        }),
      ),
      [],
    ),
  }),
  noParameters,
)

/** From the public library. 200014 no such template, 200020 keywords, 200011 no such right, 200012 too many of our own (25, some say 50: unverified). */
export const addSubscribeTemplate = post(
  '/wxaapi/newtmpl/addtemplate',
  object({ priTmplId: text }),
  asIs<{ tid: string; kidList: number[]; sceneDesc?: string }>,
  [200011, 200012, 200014, 200020],
)

/** 40037 no such template of ours. */
export const deleteSubscribeTemplate = post(
  '/wxaapi/newtmpl/deltemplate',
  nothing,
  asIs<{ priTmplId: string }>,
  [40037],
)

export const subscribeCategories = get(
  '/wxaapi/newtmpl/getcategory',
  object({ data: withDefault(list(object({ id: integer, name: text })), []) }),
  noParameters,
)

/** Titles of the public library; `ids` are categories, joined by commas; `limit` at most 30. */
export const publicTemplateTitles = get(
  '/wxaapi/newtmpl/getpubtemplatetitles',
  object({
    count: integer,
    data: withDefault(list(object({ tid: textOrNumber, title: text, type: integer, categoryId: textOrNumber })), []),
  }),
  ({ ids, start, limit }: { ids: string; start: number; limit: number }) => ({ ids, start, limit }),
)

/** 200014 no such title. */
export const publicTemplateKeywords = get(
  '/wxaapi/newtmpl/getpubtemplatekeywords',
  object({
    count: withDefault(integer, 0),
    data: withDefault(list(object({ kid: integer, name: text, example: withDefault(text, ''), rule: text })), []),
  }),
  ({ tid }: { tid: string }) => ({ tid }),
  [200014],
)
