import type { AttributeOption, AttributeSource, AttributeType } from './attribute.policy'

interface BuiltInAttribute {
  key: string
  label: string
  type: AttributeType
  options?: AttributeOption[]
  personal?: true
  /** Where the usual order would let people overrule what only a platform knows. */
  sourcePriority?: AttributeSource[]
}

/** The attributes that every brand starts with. */
export const BUILT_IN_ATTRIBUTES: readonly BuiltInAttribute[] = [
  { key: 'nickname', label: '昵称', type: 'text', personal: true },
  {
    key: 'gender',
    label: '性别',
    type: 'enum',
    options: [
      { value: 'female', label: '女' },
      { value: 'male', label: '男' },
    ],
  },
  { key: 'birthday', label: '生日', type: 'date' },
  {
    key: 'skin_type',
    label: '肤质',
    type: 'enum',
    options: [
      { value: 'sensitive', label: '敏感肌' },
      { value: 'dry', label: '干性' },
      { value: 'oily', label: '油性' },
      { value: 'combination', label: '混合性' },
      { value: 'neutral', label: '中性' },
    ],
  },
  { key: 'city', label: '城市', type: 'text' },
  { key: 'work_tags', label: '企微标签', type: 'list', sourcePriority: ['work'] },
  { key: 'official_account_tags', label: '公众号标签', type: 'list', sourcePriority: ['platform'] },
]
