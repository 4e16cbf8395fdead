import { Module } from '@nestjs/common'
import { ContentModule } from '../content'
import { EventModule } from '../event'
import { IdentityModule } from '../identity'
import { ProductModule } from '../product'
import { RuleModule } from '../rule'
import { StaffModule } from '../staff'
import { ChangeTagState } from './commands/change-tag-state'
import { EvaluateTag } from './commands/evaluate-tag'
import { PublishTag } from './commands/publish-tag'
import { SetHandTag } from './commands/set-hand-tag'
import { CustomerTagController } from './customer-tag.controller'
import { CustomerTagService } from './customer-tag.service'
import { HandTagBatchController } from './hand/hand-tag-batch.controller'
import { HandTagBatches } from './hand/hand-tag-batches'
import { HandTagMoves } from './hand/hand-tag-moves'
import { HandTagService } from './hand/hand-tag.service'
import { ExpireHandTagsJob } from './jobs/expire-hand-tags.job'
import { SetHandTagsJob } from './jobs/set-hand-tags.job'
import { TagUsers } from './life/tag-users'
import { TagValidityJob } from './life/tag-validity.job'
import { TagController } from './tag.controller'
import { TagEvaluation } from './tag-evaluation'
import { TagGroupController } from './tag-group.controller'
import { TagGroupService } from './tag-group.service'
import { TagMetadata } from './tag-metadata'
import { TagPresenter } from './tag.presenter'
import { TagService } from './tag.service'
import { TagExport } from './values/tag-export'
import { TagPeopleService } from './values/tag-people.service'
import { TagPreviewService } from './values/tag-preview.service'
import { TagValuesController } from './values/tag-values.controller'
import { TagValuesService } from './values/tag-values.service'
import { ValueWords } from './values/value-words'

export { ExplainedConditionReply } from './customer-tag.dto'
export { CustomerTagService } from './customer-tag.service'
export type { CustomerTag, TagWhy } from './customer-tag.service'
export { HandTagService } from './hand/hand-tag.service'
export { SetHandTag } from './commands/set-hand-tag'
export type { TagChanged } from './tag.events'
export { Tag } from './tag.entity'
export { TagUsers } from './life/tag-users'
export { TagService } from './tag.service'
export { TagValuesService } from './values/tag-values.service'
export type { TagValue, ValueSpan } from './values/tag-values.service'

/** 客户标签: what describes a person, by rule or by hand, with a life, a history and a reason. */
@Module({
  imports: [ContentModule, EventModule, IdentityModule, ProductModule, RuleModule, StaffModule],
  controllers: [TagController, TagValuesController, TagGroupController, CustomerTagController, HandTagBatchController],
  providers: [
    ChangeTagState,
    CustomerTagService,
    EvaluateTag,
    ExpireHandTagsJob,
    HandTagBatches,
    HandTagMoves,
    HandTagService,
    PublishTag,
    SetHandTag,
    SetHandTagsJob,
    TagEvaluation,
    TagExport,
    TagGroupService,
    TagMetadata,
    TagPeopleService,
    TagPresenter,
    TagPreviewService,
    TagService,
    TagUsers,
    TagValidityJob,
    TagValuesService,
    ValueWords,
  ],
  exports: [CustomerTagService, HandTagService, SetHandTag, TagService, TagUsers, TagValuesService],
})
export class TagModule {}
