/** What is true of every identity of a kind. */
interface IdentityKindDeclaration {
  label: string
  /** Higher ones decide what a customer is called by, and stand first on screen. */
  priority: number
  /**
   * Whether it proves that two records are one person. A verified-only kind does so only when the platform vouches for it.
   * An anonymous one belongs to a device: it follows the first person who is named together with it and nobody after that.
   */
  strength: 'strong' | 'strong-when-verified' | 'weak' | 'anonymous'
  /** How many a person may have at a time, per scope. */
  limit: number
  /**
   * What happens to one too many: the oldest is retired (kept, but no longer used for reaching), or the connection is
   * not made and waits for a person's review.
   */
  overLimit: 'retire-oldest' | 'review'
  /** Two customers who each have a verified one, different from the other's, are never merged without a person. */
  conflictsWhenVerified?: true
}

/**
 * Kinds of identity. Reasons: a unionid is the same across all accounts of one Open Platform account and a person may
 * use several WeChat accounts; people change phone numbers, but a number can also be handed on to a stranger.
 */
export const IDENTITY_KINDS = {
  phone: {
    label: '手机号',
    priority: 100,
    strength: 'strong-when-verified',
    limit: 3,
    overLimit: 'retire-oldest',
    conflictsWhenVerified: true,
  },
  unionid: { label: '微信 UnionID', priority: 90, strength: 'strong', limit: 3, overLimit: 'review' },
  external_userid: { label: '企微外部联系人', priority: 80, strength: 'weak', limit: 5, overLimit: 'retire-oldest' },
  openid: { label: '微信 OpenID', priority: 70, strength: 'weak', limit: 3, overLimit: 'retire-oldest' },
  tmall_buyer: { label: '天猫买家', priority: 40, strength: 'weak', limit: 5, overLimit: 'retire-oldest' },
  jd_buyer: { label: '京东买家', priority: 40, strength: 'weak', limit: 5, overLimit: 'retire-oldest' },
  youzan_buyer: { label: '有赞买家', priority: 40, strength: 'weak', limit: 5, overLimit: 'retire-oldest' },
  douyin_buyer: { label: '抖店买家', priority: 40, strength: 'weak', limit: 5, overLimit: 'retire-oldest' },
  anonymous_id: { label: '网站访客', priority: 10, strength: 'anonymous', limit: 20, overLimit: 'retire-oldest' },
  member_no: { label: '会员编号', priority: 60, strength: 'weak', limit: 5, overLimit: 'retire-oldest' },
} as const satisfies Record<string, IdentityKindDeclaration>

export type IdentityKind = keyof typeof IDENTITY_KINDS

export const kindOf = (kind: IdentityKind): IdentityKindDeclaration => IDENTITY_KINDS[kind]

/** Whether an identity of this kind proves that its holders are one person. */
export function isStrong(kind: IdentityKind, verified: boolean): boolean {
  const { strength } = kindOf(kind)
  return strength === 'strong' || (strength === 'strong-when-verified' && verified)
}

/** Whether an identity of this kind stands for a device and not for a person. */
export const isAnonymous = (kind: IdentityKind): boolean => kindOf(kind).strength === 'anonymous'
