import {
  officialAccountCalls,
  WechatApiError,
  type OfficialAccountClient,
  type OfficialAccountUser,
} from '../../../wechat'

/** 40003: the platform does not know the openid. */
const WRONG_OPENID = 40003

const isWrongOpenid = (error: unknown): boolean => error instanceof WechatApiError && error.errcode === WRONG_OPENID

/**
 * What the platform says of followers, at most 100. One wrong openid fails the whole call: then each is asked for by
 * itself, and the wrong ones are left out.
 * @throws WechatApiError, WechatTransportError
 */
export async function askFollowers(
  client: OfficialAccountClient,
  openids: readonly string[],
): Promise<OfficialAccountUser[]> {
  try {
    return await askTogether(client, openids)
  } catch (error) {
    if (!isWrongOpenid(error)) throw error
    const users: OfficialAccountUser[] = []
    for (const openid of openids) {
      try {
        users.push(...(await askTogether(client, [openid])))
      } catch (one) {
        if (!isWrongOpenid(one)) throw one
      }
    }
    return users
  }
}

async function askTogether(client: OfficialAccountClient, openids: readonly string[]): Promise<OfficialAccountUser[]> {
  const { user_info_list: users } = await client.call(officialAccountCalls.users, {
    user_list: openids.map((openid) => ({ openid, lang: 'zh_CN' as const })),
  })
  return users
}
