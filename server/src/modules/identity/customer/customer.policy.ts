import type { IdentityKind } from './identity-kinds'
import type { RelationKind } from './identity-relation.entity'

/** Which touchpoints a person is on, as lists show them. */
export const TOUCHPOINT_BADGES = {
  follower: '公众号粉丝',
  work_contact: '企微好友',
  wechat: '微信用户',
  shop: '电商会员',
} as const
export type TouchpointBadge = keyof typeof TOUCHPOINT_BADGES

interface PhoneLike {
  kind: IdentityKind
  verified: boolean
  retiredAt: Date | null
  lastSeenAt: Date
  masked: string
}

/** The number by which a person is reached: verified ones before others, the newest first, retired ones never. */
export function mainPhone<I extends PhoneLike>(identities: readonly I[]): I | undefined {
  return identities
    .filter(({ kind, retiredAt }) => kind === 'phone' && retiredAt === null)
    .sort((a, b) => Number(b.verified) - Number(a.verified) || b.lastSeenAt.getTime() - a.lastSeenAt.getTime())[0]
}

/** The name, or a stand-in that is the same every time. */
export function displayNameOf(
  { name, erasedAt }: { name: string | null; erasedAt: Date | null },
  publicId: string,
): string {
  if (erasedAt) return '已删除的客户'
  return (
    name ??
    `客户 ${publicId
      .replace(/[^a-z0-9]/gi, '')
      .slice(0, 6)
      .toUpperCase()}`
  )
}

/** The touchpoints that identities and running ties speak of. */
export function touchpointsOf(
  identities: readonly { kind: IdentityKind }[],
  activeTies: readonly { kind: RelationKind }[],
): TouchpointBadge[] {
  const kinds = new Set(identities.map(({ kind }) => kind))
  const ties = new Set(activeTies.map(({ kind }) => kind))
  const on: Record<TouchpointBadge, boolean> = {
    follower: ties.has('follow'),
    work_contact: ties.has('work_contact'),
    wechat: kinds.has('openid') || kinds.has('unionid'),
    shop: [...kinds].some((kind) => kind.endsWith('_buyer') || kind === 'member_no'),
  }
  return (Object.keys(on) as TouchpointBadge[]).filter((badge) => on[badge])
}
