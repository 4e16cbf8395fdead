import type { TagRule } from '@guiyi/shared'
import { DistributionForm, FeatureForm, MetricForm } from './measured-forms'
import { ActivityForm, InterestForm, LifecycleForm } from './model-forms'
import { PreferenceForm } from './preference-form'
import { RfmForm } from './rfm-form'
import { TierForm } from './tier-form'

/** Edits a tag's rule, whatever its kind. Needs a RuleEditorProvider above it. */
export function TagRuleForm({ rule, onChange }: { rule: TagRule; onChange: (rule: TagRule) => void }) {
  switch (rule.kind) {
    case 'tiers':
      return <TierForm rule={rule} onChange={onChange} />
    case 'preference':
      return <PreferenceForm rule={rule} onChange={onChange} />
    case 'rfm':
      return <RfmForm rule={rule} onChange={onChange} />
    case 'activity':
      return <ActivityForm rule={rule} onChange={onChange} />
    case 'lifecycle':
      return <LifecycleForm rule={rule} onChange={onChange} />
    case 'interest':
      return <InterestForm rule={rule} onChange={onChange} />
    case 'metric':
      return <MetricForm rule={rule} onChange={onChange} />
    case 'feature':
      return <FeatureForm rule={rule} onChange={onChange} />
    case 'distribution':
      return <DistributionForm rule={rule} onChange={onChange} />
  }
}
