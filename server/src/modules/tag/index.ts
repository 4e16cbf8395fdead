import { Module } from '@nestjs/common'
import { EventModule } from '../event'
import { IdentityModule } from '../identity'
import { RuleModule } from '../rule'
import { StaffModule } from '../staff'
import { ChangeTagState } from './commands/change-tag-state'
import { PublishTag } from './commands/publish-tag'
import { SetHandTag } from './commands/set-hand-tag'
import { CustomerTagController } from './customer-tag.controller'
import { CustomerTagService } from './customer-tag.service'
import { HandTagMoves } from './hand-tag-moves'
import { HandTagService } from './hand-tag.service'
import { ExpireHandTagsJob } from './jobs/expire-hand-tags.job'
import { TagController, TagGroupController } from './tag.controller'
import { TagEvaluation } from './tag-evaluation'
import { TagGroupService } from './tag-group.service'
import { TagPresenter } from './tag.presenter'
import { TagService } from './tag.service'
import { TagPreviewService } from './values/tag-preview.service'
import { TagValuesService } from './values/tag-values.service'

export { CustomerTagService } from './customer-tag.service'
export type { CustomerTag, TagWhy } from './customer-tag.service'
export { HandTagService } from './hand-tag.service'
export { SetHandTag } from './commands/set-hand-tag'
export type { TagChanged } from './tag.events'
export { Tag } from './tag.entity'
export { TagService } from './tag.service'
export { TagValuesService } from './values/tag-values.service'
export type { TagValue, ValueSpan } from './values/tag-values.service'

/** 客户标签: what describes a person, by rule or by hand, with a life, a history and a reason. */
@Module({
  imports: [EventModule, IdentityModule, RuleModule, StaffModule],
  controllers: [TagController, TagGroupController, CustomerTagController],
  providers: [
    ChangeTagState,
    CustomerTagService,
    ExpireHandTagsJob,
    HandTagMoves,
    HandTagService,
    PublishTag,
    SetHandTag,
    TagEvaluation,
    TagGroupService,
    TagPresenter,
    TagPreviewService,
    TagService,
    TagValuesService,
  ],
  exports: [CustomerTagService, HandTagService, SetHandTag, TagService, TagValuesService],
})
export class TagModule {}
