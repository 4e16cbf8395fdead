import { bodyOf, messageProblems, newDraft, newMessage, type MessageDraft } from './draft'

const template = {
  templateId: 't1',
  title: '服务提醒',
  fields: [
    { key: 'thing1', label: '服务项目', maxLength: 20 },
    { key: 'time2', label: '时间', maxLength: null },
  ],
  example: '',
}

const templateMessage = (values: Record<string, string>): MessageDraft => {
  const message = newMessage('official_account_template', 1, '谷雨集')
  return { ...message, template: { ...message.template, templateId: 't1', templateTitle: '服务提醒', values } }
}

const workMessage = (work: Partial<MessageDraft['work']>): MessageDraft => {
  const message = newMessage('work_group_message', 2, '谷雨集')
  return { ...message, work: { ...message.work, ...work } }
}

describe('messageProblems', () => {
  it('wants every keyword of the template, within its length, with known variables only', () => {
    expect(messageProblems(newMessage('official_account_template', 1, ''), undefined)).toEqual({
      template: '请选择模板',
    })
    expect(messageProblems(templateMessage({ thing1: '{昵称}的肌肤测评', time2: '今天' }), template)).toEqual({})
    expect(messageProblems(templateMessage({ thing1: '字'.repeat(21) }), template)).toEqual({
      thing1: '最多 20 个字',
      time2: '请填写「时间」',
    })
    expect(messageProblems(templateMessage({ thing1: '{姓名}', time2: '今天' }), template)).toEqual({
      thing1: '没有 {姓名} 这个变量',
    })
  })

  it('counts what a person sees as one character as one', () => {
    expect(messageProblems(templateMessage({ thing1: '🌿'.repeat(20), time2: '今天' }), template)).toEqual({})
  })

  it('refuses a nickname and a text that is too long in a message that is the same for all', () => {
    expect(messageProblems(workMessage({ text: '新茶到店' }), undefined)).toEqual({})
    expect(messageProblems(workMessage({ text: '{昵称}你好' }), undefined)).toHaveProperty('text')
    expect(messageProblems(workMessage({ text: ' ' }), undefined)).toHaveProperty('text', '请填写正文')
    expect(messageProblems(workMessage({ text: '字'.repeat(1334) }), undefined)).toHaveProperty('text')
  })

  it('wants a title and a real address for a link', () => {
    const link = { title: '', description: '', url: 'guyuji.example' }
    expect(Object.keys(messageProblems(workMessage({ text: '好', link }), undefined))).toEqual(['linkTitle', 'linkUrl'])
  })
})

describe('bodyOf', () => {
  it('writes the control share in hundredths of a percent and each message for its own channel', () => {
    const draft = { ...newDraft(7), name: ' 春茶 ', controlPercent: 15, messages: [workMessage({ text: '好' })] }
    const body = bodyOf(draft, 7)
    expect(body).toMatchObject({ name: '春茶', segmentId: 7, controlBasisPoints: 1500, conversionDays: 7 })
    expect(body.messages).toEqual([{ channel: 'work_group_message', accountId: 2, work: { text: '好', link: null } }])
  })
})
