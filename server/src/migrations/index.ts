import { Initial1763800000000 } from './1763800000000-initial'
import { PartitionEvents1763800001000 } from './1763800001000-partition-events'
import { Exports1795388027067 } from './1795388027067-exports'
import { FeedMarks1795388453000 } from './1795388453000-feed-marks'
import { TrackingPlan1795388511461 } from './1795388511461-tracking-plan'
import { WechatRate1795388783877 } from './1795388783877-wechat-rate'
import { TagLife1795389128896 } from './1795389128896-tag-life'
import { AudienceImportExport1795389289997 } from './1795389289997-audience-import-export'
import { TrackSources1795389417833 } from './1795389417833-track-sources'
import { RuleParameters1795389677922 } from './1795389677922-rule-parameters'
import { Payments1795389912935 } from './1795389912935-payments'
import { Reconciliation1795391024600 } from './1795391024600-reconciliation'
import { EventAlerts1795391636750 } from './1795391636750-event-alerts'
import { ServedWishes1795392075364 } from './1795392075364-served-wishes'
import { PlainCallbacks1795950697084 } from './1795950697084-plain-callbacks'
import { RawMessageIndexes1795950714573 } from './1795950714573-raw-message-indexes'
import { EventFaults1795951592162 } from './1795951592162-event-faults'
import { TrackRefusals1795951604254 } from './1795951604254-track-refusals'
import { FrozenExports1795952183415 } from './1795952183415-frozen-exports'
import { ReconciliationResume1795952800001 } from './1795952800001-reconciliation-resume'
import { PlatformTags1795952800002 } from './1795952800002-platform-tags'
import { CustomerGroups1795952800003 } from './1795952800003-customer-groups'
import { EvaluatedVersion1795954153465 } from './1795954153465-evaluated-version'
import { SegmentVersions1795954153466 } from './1795954153466-segment-versions'
import { AudienceImportJobs1795962716581 } from './1795962716581-audience-import-jobs'

/** Every migration, oldest first. A landed one is never edited. */
export const migrations = [
  Initial1763800000000,
  PartitionEvents1763800001000,
  Exports1795388027067,
  FeedMarks1795388453000,
  TrackingPlan1795388511461,
  WechatRate1795388783877,
  TagLife1795389128896,
  AudienceImportExport1795389289997,
  TrackSources1795389417833,
  RuleParameters1795389677922,
  Payments1795389912935,
  Reconciliation1795391024600,
  EventAlerts1795391636750,
  ServedWishes1795392075364,
  PlainCallbacks1795950697084,
  RawMessageIndexes1795950714573,
  EventFaults1795951592162,
  TrackRefusals1795951604254,
  FrozenExports1795952183415,
  ReconciliationResume1795952800001,
  PlatformTags1795952800002,
  CustomerGroups1795952800003,
  EvaluatedVersion1795954153465,
  SegmentVersions1795954153466, AudienceImportJobs1795962716581]
