import { Injectable } from '@nestjs/common'
import type { EventPropertyDeclaration } from '@guiyi/shared'
import type { EventDefinition } from './definition/event-definition.entity'
import { EventDefinitions } from './definition/event-definitions'
import type { EventDetailReply, TimelineItem } from './event.dto'
import type { EventEntity } from './event.entity'
import { EventReferences } from './event.references'

/** Tells events as a person reads them: labels instead of keys, names instead of numbers. */
@Injectable()
export class EventPresenter {
  constructor(
    private readonly plan: EventDefinitions,
    private readonly references: EventReferences,
  ) {}

  async present(events: readonly EventEntity[]): Promise<TimelineItem[]> {
    const definitions = new Map((await this.plan.all()).map((definition) => [definition.name, definition]))
    const [contents, products] = await Promise.all([
      this.references.names('content', idsOf(events, 'contentId')),
      this.references.names('product', idsOf(events, 'productId')),
    ])
    return events.map((event) => {
      const definition = definitions.get(event.name)
      return {
        id: event.id,
        name: event.name,
        label: definition?.label ?? event.name,
        occurredAt: event.occurredAt.toISOString(),
        channel: event.channel,
        amountFen: event.amountFen,
        details: definition ? detailsOf(event, definition, { contents, products }) : [],
      }
    })
  }
}

interface Names {
  contents: ReadonlyMap<number, string>
  products: ReadonlyMap<number, string>
}

const idsOf = (events: readonly EventEntity[], column: 'contentId' | 'productId'): number[] =>
  events.map((event) => event[column]).filter((id) => id !== null)

function detailsOf(event: EventEntity, definition: EventDefinition, names: Names): EventDetailReply[] {
  return definition.properties.flatMap((property) => {
    const value = property.key === 'channel' ? '' : textOf(event, property, names)
    return value === '' ? [] : [{ key: property.key, label: property.label, type: property.type, value }]
  })
}

function textOf(event: EventEntity, { key, type }: EventPropertyDeclaration, { contents, products }: Names): string {
  if (key === 'content_id')
    return event.contentId === null ? '' : (contents.get(event.contentId) ?? `内容 ${event.contentId}`)
  if (key === 'product_id')
    return event.productId === null ? '' : (products.get(event.productId) ?? `商品 ${event.productId}`)
  if (key === 'amount') return event.amountFen === null ? '' : yuan(event.amountFen)
  if (key === 'quantity') return event.quantity === null ? '' : String(event.quantity)
  const value = event.properties[key]
  if (value === undefined) return ''
  if (Array.isArray(value)) return value.join('、')
  if (typeof value === 'boolean') return value ? '是' : '否'
  return type === 'money' && typeof value === 'number' ? yuan(value) : String(value)
}

const yuan = (fen: number): string => `¥${(fen / 100).toFixed(2)}`
