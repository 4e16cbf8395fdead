import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common'
import {
  describeRule,
  describeTagRule,
  propertiesOf,
  RULE_SCHEMA,
  TAG_RULE_SCHEMA,
  type RuleNode,
  type TagRule,
} from '@guiyi/shared'
import { Allow, ReadsOnly } from '../../platform/http'
import { PropertyValues } from './property-values'
import { RuleCatalogService } from './rule-catalog.service'
import { RuleChecker } from './rule-checker'
import {
  DescribeRuleDto,
  PropertyValueReply,
  PropertyValuesQuery,
  RuleCatalogReply,
  RuleDescriptionReply,
  RuleSchemaReply,
} from './rule.dto'

@Controller('api/rules')
export class RuleController {
  constructor(
    private readonly catalogs: RuleCatalogService,
    private readonly checker: RuleChecker,
    private readonly values: PropertyValues,
  ) {}

  @Get('catalog')
  @Allow('tag.read')
  async catalog(): Promise<RuleCatalogReply> {
    const catalog = await this.catalogs.load()
    const { events, attributes, identities, officialAccounts, workMembers, tags, productParameters } = catalog
    return {
      events: events.map((event) => ({
        name: event.name,
        label: event.label,
        properties: propertiesOf(event, productParameters),
      })),
      attributes: attributes.map(({ key, label, type, options = [] }) => ({ key, label, type, options: [...options] })),
      identities: identities.map(({ scopes, ...identity }) => ({
        ...identity,
        ...(scopes ? { scopes: [...scopes] } : {}),
      })),
      officialAccounts: [...officialAccounts],
      workMembers: [...workMembers],
      tags: tags.map(({ id, name, values, type = 'text', unit = '' }) => ({
        id,
        name,
        values: [...values],
        type,
        unit,
      })),
      segments: catalog.segments.map(({ id, name }) => ({ id, name })),
      audiences: catalog.audiences.map(({ id, name }) => ({ id, name })),
    }
  }

  /** The rule language as JSON schema (draft 2020-12), for those who write rules by program. */
  @Get('schema')
  @Allow('tag.read')
  schema(): RuleSchemaReply {
    return { rule: { ...RULE_SCHEMA }, tagRule: { ...TAG_RULE_SCHEMA } }
  }

  @Get('values')
  @Allow('tag.read')
  async propertyValues(@Query() query: PropertyValuesQuery): Promise<PropertyValueReply[]> {
    return query.event === undefined
      ? this.values.ofAttribute(query.property)
      : this.values.ofEvent(query.event, query.property)
  }

  @Post('describe')
  @HttpCode(200)
  @Allow('tag.read')
  @ReadsOnly('says a rule as a sentence.')
  async describe(@Body() dto: DescribeRuleDto): Promise<RuleDescriptionReply> {
    const catalog = await this.catalogs.load()
    const problems = this.checker.problems(dto.rule, dto.kind, catalog)
    if (problems.length > 0) return { sentence: null, problems }
    // Checked in the line above; only the static type is still missing.
    const sentence =
      dto.kind === 'rule'
        ? describeRule(dto.rule as unknown as RuleNode, catalog)
        : describeTagRule(dto.rule as unknown as TagRule, catalog)
    return { sentence, problems }
  }
}
