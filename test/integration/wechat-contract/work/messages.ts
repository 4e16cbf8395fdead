import { workCalls as calls, type GroupMessage, type MomentTask } from '../../../../server/src/wechat'
import type { ContractCases } from '../support/contract'
import { files, type World } from '../support/world'

export const messageCases = (world: World): ContractCases => {
  const client = (): World['work'] => world.work
  const { agentId: agentid, members } = world.accounts.work
  const [userid = '', colleague = ''] = members.map((member) => member.userid)
  const text = { content: '谷雨新茶，欢迎来店里试喝' }
  const groupMessage = async (): Promise<{ msgid: string; externalUserid: string }> => {
    const { externalUserid } = await world.customerOf(userid)
    const request: GroupMessage = { chat_type: 'single', external_userid: [externalUserid], sender: userid, text }
    const { msgid } = await client().call(calls.addGroupMessage, request)
    await world.advance(120)
    return { msgid, externalUserid }
  }
  const moment = (change: Partial<MomentTask> = {}): MomentTask => ({
    text,
    visible_range: { sender_list: { user_list: [userid] } },
    ...change,
  })
  const published = async (): Promise<string> => {
    const { jobid } = await client().call(calls.addMomentTask, moment())
    await world.advance(120)
    const { status, result } = await client().call(calls.momentTaskResult, { jobid })
    expect(status).toBe(3)
    return result?.moment_id ?? ''
  }
  const span = async (): Promise<{ start_time: number; end_time: number }> => {
    const { now } = await world.sandbox.get<{ now: string }>('clock')
    const seconds = Math.floor(Date.parse(now) / 1000)
    return { start_time: seconds - 86_400, end_time: seconds + 86_400 }
  }
  return {
    sendWelcome: {
      grants: async () => {
        // The sandbox hands the code to our callback address; the journal shows what it sent.
        const code = await world.welcomeCode(userid)
        await client().call(calls.sendWelcome, { welcome_code: code, text })
        await expect(client().call(calls.sendWelcome, { welcome_code: code, text })).rejects.toMatchObject({
          errcode: 41051,
        })
      },
      refuses: {
        41050: () => client().call(calls.sendWelcome, { welcome_code: 'x', text }),
        41051: async () => {
          const code = await world.welcomeCode(userid)
          await client().call(calls.sendWelcome, { welcome_code: code, text })
          return client().call(calls.sendWelcome, { welcome_code: code, text })
        },
        40058: async () => client().call(calls.sendWelcome, { welcome_code: await world.welcomeCode(userid) }),
      },
    },
    sendAppMessage: {
      grants: async () => {
        const request = { touser: `${userid}|nobody`, agentid, msgtype: 'text', text } as const
        const reply = await client().call(calls.sendAppMessage, request)
        expect(reply).toMatchObject({ invaliduser: 'nobody' })
        const image = await client().call(calls.uploadMedia, { type: 'image', file: files.png })
        await client().call(calls.sendAppMessage, {
          touser: userid,
          agentid,
          msgtype: 'image',
          image: { media_id: image.media_id },
        })
      },
      refuses: {
        81013: () => client().call(calls.sendAppMessage, { touser: 'nobody', agentid, msgtype: 'text', text }),
        301002: () => client().call(calls.sendAppMessage, { touser: userid, agentid: 999, msgtype: 'text', text }),
        44004: () =>
          client().call(calls.sendAppMessage, { touser: userid, agentid, msgtype: 'text', text: { content: '' } }),
      },
    },
    recallAppMessage: {
      grants: async () => {
        const { msgid } = await client().call(calls.sendAppMessage, { touser: userid, agentid, msgtype: 'text', text })
        await client().call(calls.recallAppMessage, { msgid: msgid ?? '' })
      },
    },
    addGroupMessage: {
      grants: async () => {
        const { externalUserid } = await world.customerOf(userid)
        const request: GroupMessage = { chat_type: 'single', external_userid: [externalUserid, 'wmNobody'], text }
        const reply = await client().call(calls.addGroupMessage, request)
        expect(reply).toMatchObject({ fail_list: ['wmNobody'] })
      },
      refuses: {
        41048: () => client().call(calls.addGroupMessage, { chat_type: 'single', external_userid: ['wmNobody'], text }),
        40058: () => client().call(calls.addGroupMessage, { chat_type: 'single', text }),
      },
    },
    groupMessages: {
      grants: async () => {
        const { msgid } = await groupMessage()
        const page = await client().call(calls.groupMessages, { chat_type: 'single', ...(await span()), limit: 100 })
        expect(page.group_msg_list.find((message) => message.msgid === msgid)?.text).toEqual(text)
      },
      refuses: {
        40058: () =>
          client().call(calls.groupMessages, {
            chat_type: 'single',
            start_time: 1_700_000_000,
            end_time: 1_760_000_000,
          }),
      },
    },
    groupMessageTasks: {
      grants: async () => {
        const { msgid } = await groupMessage()
        const tasks = async (): Promise<unknown> => (await client().call(calls.groupMessageTasks, { msgid })).task_list
        expect(await tasks()).toEqual([expect.objectContaining({ userid, status: 0 })])
        await world.sandbox.post(`work/tasks/${msgid}/confirm`, { userid })
        expect(await tasks()).toEqual([expect.objectContaining({ userid, status: 2 })])
      },
      refuses: {
        41063: async () => {
          const { externalUserid } = await world.customerOf(userid)
          const request: GroupMessage = { chat_type: 'single', external_userid: [externalUserid], text }
          const { msgid } = await client().call(calls.addGroupMessage, request)
          return client().call(calls.groupMessageTasks, { msgid })
        },
      },
    },
    groupMessageResults: {
      grants: async () => {
        const { msgid, externalUserid } = await groupMessage()
        await world.sandbox.post(`work/tasks/${msgid}/confirm`, { userid })
        const { send_list: list } = await client().call(calls.groupMessageResults, { msgid, userid })
        expect(list).toEqual([expect.objectContaining({ external_userid: externalUserid, userid, status: 1 })])
      },
    },
    remindGroupMessage: {
      grants: async () => client().call(calls.remindGroupMessage, { msgid: (await groupMessage()).msgid }),
      refuses: {
        41094: async () => {
          const { msgid } = await groupMessage()
          for (;;) await client().call(calls.remindGroupMessage, { msgid })
        },
      },
    },
    cancelGroupMessage: {
      grants: async () => client().call(calls.cancelGroupMessage, { msgid: (await groupMessage()).msgid }),
      refuses: {
        41093: async () => {
          const { msgid } = await groupMessage()
          await client().call(calls.cancelGroupMessage, { msgid })
          return client().call(calls.cancelGroupMessage, { msgid })
        },
      },
    },
    addMomentTask: {
      grants: async () => {
        const { media_id: mediaId } = await client().call(calls.uploadAttachment, {
          media_type: 'image',
          attachment_type: 1,
          file: files.png,
        })
        const attachments = [{ msgtype: 'image', image: { media_id: mediaId } } as const]
        expect((await client().call(calls.addMomentTask, moment({ attachments }))).jobid).not.toBe('')
      },
      refuses: {
        40058: () => client().call(calls.addMomentTask, moment({ text: { content: '长'.repeat(2001) } })),
      },
    },
    momentTaskResult: { grants: async () => expect(await published()).not.toBe('') },
    cancelMoment: { grants: async () => client().call(calls.cancelMoment, { moment_id: await published() }) },
    moments: {
      grants: async () => {
        const id = await published()
        const page = await client().call(calls.moments, { ...(await span()), limit: 20 })
        expect(page.moment_list.map(({ moment_id: momentId }) => momentId)).toContain(id)
      },
    },
    momentTasks: {
      grants: async () => {
        const { task_list: tasks } = await client().call(calls.momentTasks, { moment_id: await published() })
        expect(tasks).toEqual([{ userid, publish_status: 0 }])
      },
    },
    momentCustomers: {
      grants: async () => {
        const { externalUserid } = await world.customerOf(userid)
        const page = await client().call(calls.momentCustomers, { moment_id: await published(), userid })
        expect(page.customer_list.map((customer) => customer.external_userid)).toContain(externalUserid)
      },
    },
    momentResults: {
      grants: async () => {
        const page = await client().call(calls.momentResults, { moment_id: await published(), userid })
        expect(page.customer_list).toEqual([])
      },
    },
    momentComments: {
      grants: async () => {
        const reply = await client().call(calls.momentComments, { moment_id: await published(), userid })
        expect(reply).toEqual({ comment_list: [], like_list: [] })
      },
    },
    transferCustomers: {
      grants: async () => {
        const { externalUserid } = await world.customerOf(userid)
        const hand = {
          handover_userid: userid,
          takeover_userid: colleague,
          external_userid: [externalUserid, 'wmNobody'],
        }
        const { customer } = await client().call(calls.transferCustomers, hand)
        expect(customer[0]).toEqual({ external_userid: externalUserid, errcode: 0 })
        expect(customer[1]?.errcode).not.toBe(0)
      },
      refuses: {
        60111: () =>
          client().call(calls.transferCustomers, {
            handover_userid: 'nobody',
            takeover_userid: colleague,
            external_userid: ['wm'],
          }),
      },
    },
    transferResults: {
      grants: async () => {
        const { externalUserid } = await world.customerOf(userid)
        const who = { handover_userid: userid, takeover_userid: colleague }
        await client().call(calls.transferCustomers, { ...who, external_userid: [externalUserid] })
        const state = async (): Promise<number | undefined> =>
          (await client().call(calls.transferResults, who)).customer.find(
            (one) => one.external_userid === externalUserid,
          )?.status
        expect(await state()).toBe(2)
        await world.advance(86_400 + 60)
        expect(await state()).toBe(1)
      },
    },
  }
}
