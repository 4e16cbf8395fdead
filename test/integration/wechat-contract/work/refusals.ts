import { workCalls as calls } from '../../../../server/src/wechat'
import type { Refusals } from '../support/contract'
import { files, type World } from '../support/world'

/** Requests that are plainly wrong, beside those that need something to be wrong about. */
export const refusals = (world: World): Record<string, Refusals> => {
  const client = (): World['work'] => world.work
  const [userid = '', colleague = ''] = world.accounts.work.members.map((member) => member.userid)
  const moment = { moment_id: 'x' }
  const text = { content: '谷雨' }
  return {
    openidOfExternalUserid: {
      84061: async () =>
        client().call(calls.openidOfExternalUserid, { external_userid: (await world.person()).externalUserid }),
      40096: () => client().call(calls.openidOfExternalUserid, { external_userid: 'x' }),
    },
    acquisitionLink: { 40058: () => client().call(calls.acquisitionLink, { link_id: 'x' }) },
    createAcquisitionLink: {
      40058: () => client().call(calls.createAcquisitionLink, { link_name: '空', range: {} }),
      60111: () => client().call(calls.createAcquisitionLink, { link_name: '无', range: { user_list: ['nobody'] } }),
    },
    updateAcquisitionLink: {
      40058: () => client().call(calls.updateAcquisitionLink, { link_id: 'x', link_name: '改名' }),
      60111: async () => {
        const { link } = await client().call(calls.createAcquisitionLink, {
          link_name: world.unique('获客'),
          range: { user_list: [userid] },
        })
        return client().call(calls.updateAcquisitionLink, { link_id: link.link_id, range: { user_list: ['nobody'] } })
      },
    },
    deleteAcquisitionLink: { 40058: () => client().call(calls.deleteAcquisitionLink, { link_id: 'x' }) },
    acquiredCustomers: { 40058: () => client().call(calls.acquiredCustomers, { link_id: 'x' }) },
    acquisitionStatistic: {
      40058: () => client().call(calls.acquisitionStatistic, { link_id: 'x', start_time: 2, end_time: 1 }),
    },
    acquisitionChat: { 40058: () => client().call(calls.acquisitionChat, { chat_key: 'x' }) },
    addGroupMessage: {
      60111: () => client().call(calls.addGroupMessage, { chat_type: 'single', sender: 'nobody', text }),
    },
    groupMessageTasks: { 40058: () => client().call(calls.groupMessageTasks, { msgid: 'x' }) },
    groupMessageResults: { 40058: () => client().call(calls.groupMessageResults, { msgid: 'x', userid }) },
    remindGroupMessage: { 40058: () => client().call(calls.remindGroupMessage, { msgid: 'x' }) },
    cancelGroupMessage: { 40058: () => client().call(calls.cancelGroupMessage, { msgid: 'x' }) },
    momentTaskResult: { 40058: () => client().call(calls.momentTaskResult, { jobid: 'x' }) },
    cancelMoment: { 40058: () => client().call(calls.cancelMoment, moment) },
    moments: {
      40058: () => client().call(calls.moments, { start_time: 1_700_000_000, end_time: 1_760_000_000 }),
    },
    momentTasks: { 40058: () => client().call(calls.momentTasks, moment) },
    momentCustomers: { 40058: () => client().call(calls.momentCustomers, { ...moment, userid }) },
    momentResults: { 40058: () => client().call(calls.momentResults, { ...moment, userid }) },
    momentComments: { 40058: () => client().call(calls.momentComments, { ...moment, userid }) },
    editCorpTag: {
      40072: async () => {
        const { tag_group: group } = await client().call(calls.addCorpTags, {
          group_name: world.unique('组'),
          tag: [{ name: 'a' }],
        })
        return client().call(calls.editCorpTag, { id: group.tag[0]?.id ?? '', name: '长'.repeat(31) })
      },
      40071: async () => {
        const { tag_group: group } = await client().call(calls.addCorpTags, {
          group_name: world.unique('组'),
          tag: [{ name: 'a' }, { name: 'b' }],
        })
        return client().call(calls.editCorpTag, { id: group.tag[0]?.id ?? '', name: 'b' })
      },
    },
    deleteCorpTags: { 40068: () => client().call(calls.deleteCorpTags, { tag_id: ['x'] }) },
    transferCustomers: {
      40058: () =>
        client().call(calls.transferCustomers, {
          handover_userid: userid,
          takeover_userid: colleague,
          external_userid: Array.from({ length: 101 }, (_, index) => `wm${index}`),
        }),
    },
    transferResults: {
      60111: () => client().call(calls.transferResults, { handover_userid: 'nobody', takeover_userid: colleague }),
    },
    externalContacts: { 60111: () => client().call(calls.externalContacts, { userid_list: ['nobody'] }) },
    remark: { 40096: () => client().call(calls.remark, { userid, external_userid: 'x', remark: 'a' }) },
    sendWelcome: { 41049: () => client().call(calls.sendWelcome, { welcome_code: '', text }) },
    uploadImage: {
      40006: () => client().call(calls.uploadImage, { file: { ...files.png, bytes: Buffer.alloc(11 * 1024 * 1024) } }),
    },
    uploadMedia: {
      40006: () =>
        client().call(calls.uploadMedia, {
          type: 'voice',
          file: { ...files.png, filename: 'a.amr', bytes: Buffer.alloc(3 * 1024 * 1024) },
        }),
    },
    oauthUser: {
      42003: async () => {
        const { code } = await world.sandbox.post<{ code: string }>(`work/members/${userid}/oauth-code`)
        await world.advance(301)
        return client().call(calls.oauthUser, { code })
      },
    },
    oauthUserDetail: { 84015: () => client().call(calls.oauthUserDetail, { user_ticket: 'x' }) },
    groupChat: { 40050: () => client().call(calls.groupChat, { chat_id: 'x' }) },
  }
}
