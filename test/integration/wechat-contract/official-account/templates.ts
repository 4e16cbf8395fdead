import { officialAccountCalls as calls } from '../../../../server/src/wechat'
import type { ContractCases } from '../support/contract'
import { addSubscribeTemplate, subscribeTemplateCases } from '../support/subscribe-templates'
import type { World } from '../support/world'

/** A value of the kind that the name of a place asks for. */
function valueOf(place: string): string {
  if (/^(date|time)/.test(place)) return '2026-01-01 10:00'
  return /^(number|amount|character_string)/.test(place) ? '12' : '谷雨'
}

export const templateCases = (world: World): ContractCases => {
  const client = (): World['officialAccount'] => world.officialAccount
  const { appid } = world.accounts.officialAccount
  /** A template of our own with a value for each of its places. */
  const newNotice = async (): Promise<{ template: string; data: Record<string, { value: string }> }> => {
    const template = await addSubscribeTemplate(client())
    const { data } = await client().call(calls.subscribeTemplates, undefined)
    const content = data.find(({ priTmplId }) => priTmplId === template)?.content ?? ''
    const places = [...content.matchAll(/\{\{(\w+)\.DATA\}\}/g)].map(([, place = '']) => place)
    return { template, data: Object.fromEntries(places.map((place) => [place, { value: valueOf(place) }])) }
  }
  return {
    ...subscribeTemplateCases(() => world.officialAccount),
    templates: {
      grants: async () => {
        const { template_list: templates } = await client().call(calls.templates, undefined)
        const known = world.accounts.templates[0]
        expect(templates.find((template) => template.template_id === known?.templateId)?.title).toBe(known?.title)
      },
    },
    addTemplate: {
      grants: async () => {
        const { template_id: id } = await client().call(calls.addTemplate, { template_id_short: 'OPENTM418055047' })
        const { template_list: templates } = await client().call(calls.templates, undefined)
        expect(templates.map((template) => template.template_id)).toContain(id)
      },
    },
    deleteTemplate: {
      grants: async () => {
        const { template_id: id } = await client().call(calls.addTemplate, { template_id_short: 'OPENTM418055047' })
        await client().call(calls.deleteTemplate, { template_id: id })
        const { template_list: templates } = await client().call(calls.templates, undefined)
        expect(templates.map((template) => template.template_id)).not.toContain(id)
      },
      refuses: { 40037: () => client().call(calls.deleteTemplate, { template_id: 'x' }) },
    },
    setIndustry: { grants: () => client().call(calls.setIndustry, { industry_id1: '31', industry_id2: '39' }) },
    industry: {
      grants: async () => {
        await client().call(calls.setIndustry, { industry_id1: '31', industry_id2: '39' })
        const { primary_industry: first } = await client().call(calls.industry, undefined)
        expect(first?.first_class).toBeTruthy()
      },
    },
    sendNotice: {
      grants: async () => {
        const person = await world.follower()
        const { template, data } = await newNotice()
        await world.sandbox.post(`people/${person.id}/subscribe`, { appid, templateId: template })
        await client().call(calls.sendNotice, { touser: person.openid, template_id: template, data })
      },
      refuses: {
        43101: async () => {
          const { template, data } = await newNotice()
          return client().call(calls.sendNotice, {
            touser: (await world.follower()).openid,
            template_id: template,
            data,
          })
        },
        40037: async () =>
          client().call(calls.sendNotice, { touser: (await world.follower()).openid, template_id: 'x', data: {} }),
      },
    },
  }
}
