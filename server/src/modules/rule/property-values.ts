import { Injectable } from '@nestjs/common'
import { findEvent, findProperty, type ValueKind } from '@guiyi/shared'
import { AudienceEngine } from '../../platform/audience-engine'
import { AppError } from '../../platform/errors'
import { EVENT_ENGINE_TABLE } from '../event'
import { CUSTOMER_ATTRIBUTE_ENGINE_TABLE } from '../identity'
import { Params } from './compiler/params'
import { dimensionOf, joinSql, propertySql } from './compiler/property'
import { RuleCatalogService } from './rule-catalog.service'

export interface PropertyValue {
  value: string
  count: number
}

const MOST_VALUES = 100

/** The values that have been seen, most frequent first, then those only declared, so that a person can choose instead of type. */
@Injectable()
export class PropertyValues {
  constructor(
    private readonly engine: AudienceEngine,
    private readonly catalogs: RuleCatalogService,
  ) {}

  /** @throws RULE_INVALID for a property that the event does not have */
  async ofEvent(event: string, property: string): Promise<PropertyValue[]> {
    const catalog = await this.catalogs.recent()
    const known = findProperty(catalog, event, property)
    if (!known)
      throw new AppError('RULE_INVALID', { field: 'property', params: { problem: `没有属性「${property}」` } })
    const params = new Params()
    const dimension = dimensionOf(property, params)
    const item = dimension ? 'thing_label' : itemSql(known.type, property, params)
    const join = dimension ? ` ${joinSql(dimension, 'INNER')}` : ''
    const seen = await this.engine.query<PropertyValue>(
      `SELECT ifNull(toString(${item}), '') AS value, count() AS count FROM ${EVENT_ENGINE_TABLE.name}${join}
       WHERE name = ${params.add('String', event)} AND value != '' GROUP BY value ORDER BY count DESC, value LIMIT ${MOST_VALUES}`,
      params.values,
    )
    const declared = findEvent(catalog, event)?.properties.find(({ key }) => key === property)?.options ?? []
    const unseen = declared.filter((option) => !seen.some(({ value }) => value === option))
    return [...seen, ...unseen.map((value) => ({ value, count: 0 }))]
  }

  async ofAttribute(attribute: string): Promise<PropertyValue[]> {
    return this.engine.query<PropertyValue>(
      `SELECT value, count() AS count FROM ${CUSTOMER_ATTRIBUTE_ENGINE_TABLE.name} WHERE attribute = {attribute:String}
       GROUP BY value ORDER BY count DESC, value LIMIT ${MOST_VALUES}`,
      { attribute },
    )
  }
}

/** The value, or each item of a list. */
function itemSql(kind: ValueKind, property: string, params: Params): string {
  const { sql } = propertySql(property, kind === 'list' ? 'list' : 'text', params)
  return kind === 'list' ? `arrayJoin(${sql})` : sql
}
