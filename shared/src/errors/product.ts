import type { ErrorDeclaration } from './declaration'

export const productErrors = {
  PRODUCT_SKU_TAKEN: { status: 409, message: '商品编码「{sku}」已存在' },
  PRODUCT_CATEGORY_NAME_TAKEN: { status: 409, message: '品类「{name}」已存在' },
  PRODUCT_CATEGORY_UNKNOWN: { status: 400, message: '品类不存在，可能已被删除' },
  PRODUCT_CATEGORY_IN_USE: { status: 409, message: '品类下还有 {count} 个商品，不能删除' },
  TABLE_COLUMNS_MISSING: { status: 400, message: '文件缺少列：{columns}' },
  TABLE_EMPTY: { status: 400, message: '文件里没有数据' },
  TABLE_TOO_LONG: { status: 400, message: '文件超过 {limit} 行，请拆分后再导入' },
} as const satisfies Record<string, ErrorDeclaration>
