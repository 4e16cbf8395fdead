import type { RuleFault, TagValueType } from '@guiyi/shared'
import { IsIn, IsObject, IsOptional, Matches } from 'class-validator'

export class DescribeRuleDto {
  @IsIn(['rule', 'tag-rule'])
  kind: 'rule' | 'tag-rule'

  /** A rule of the rule language (see shared/src/rule). */
  @IsObject()
  rule: Record<string, unknown>
}

export class RuleProblemReply {
  /** The faulty node, such as `of[1].test`. */
  path: string
  /** What is wrong, such as `unknown-event`. */
  code: RuleFault
  message: string
}

export class RuleDescriptionReply {
  /** The rule as one Chinese sentence; null while it is faulty. */
  sentence: string | null
  problems: RuleProblemReply[]
}

export class NamedValueReply {
  value: string
  label: string
}

export class RuleIdentityReply extends NamedValueReply {
  /** The accounts (appid, corpid) that an identity of the kind can be bound to; absent when any scope will do. */
  scopes?: NamedValueReply[]
}

export class RulePropertyReply {
  key: string
  label: string
  type: 'text' | 'number' | 'money' | 'date' | 'boolean' | 'list'
}

export class RuleEventReply {
  name: string
  label: string
  properties: RulePropertyReply[]
}

export class RuleAttributeReply {
  key: string
  label: string
  type: 'text' | 'enum' | 'number' | 'money' | 'date' | 'boolean' | 'list'
  options: NamedValueReply[]
}

export class RuleTagReply {
  id: number
  name: string
  values: string[]
  /** Money is fen, a date `YYYY-MM-DD`. */
  type: TagValueType
  /** What a number counts: `次`, `天`; '' when it has no such word. */
  unit: string
}

export class RuleAudienceReply {
  id: number
  name: string
}

export class RuleSegmentReply {
  id: number
  name: string
}

/** What the builders offer. */
export class RuleCatalogReply {
  events: RuleEventReply[]
  attributes: RuleAttributeReply[]
  identities: RuleIdentityReply[]
  officialAccounts: NamedValueReply[]
  workMembers: NamedValueReply[]
  tags: RuleTagReply[]
  segments: RuleSegmentReply[]
  audiences: RuleAudienceReply[]
}

/** JSON schemas (draft 2020-12). */
export class RuleSchemaReply {
  rule: Record<string, unknown>
  tagRule: Record<string, unknown>
}

export class PropertyValuesQuery {
  /** Values of a property of this event, or of an attribute when absent. */
  @IsOptional()
  @Matches(/^[a-z0-9_]{1,64}$/)
  event?: string

  @Matches(/^[a-z0-9_.]{1,64}$|^product\.param:.{1,100}$/u)
  property: string
}

export class PropertyValueReply {
  value: string
  /** Events, or people for an attribute. */
  count: number
}
