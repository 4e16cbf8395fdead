import { Transform, Type } from 'class-transformer'
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateIf,
} from 'class-validator'
import { PageOf, PageQuery } from '../../platform/http'
import { ASSET_PATH } from '../content'

const SORTS = ['priceFen', '-priceFen', 'updatedAt', '-updatedAt', 'name', '-name', 'sku', '-sku']
export const SKU = /^[A-Za-z0-9][\w.\-/]{0,63}$/
/** Ten million yuan; nobody sells more in one piece here, and sums stay exact. */
export const MAX_PRICE_FEN = 1_000_000_000

export class ProductQuery extends PageQuery {
  /** Part of the name or of the code. */
  @IsOptional()
  @IsString()
  @MaxLength(80)
  search?: string

  @IsOptional()
  @Type(() => Number)
  @IsInt()
  category?: number

  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  onSale?: boolean

  @IsOptional()
  @IsIn(SORTS)
  sort?: string
}

export class CreateProductDto {
  @Matches(SKU, { message: '商品编码为 1–64 位字母、数字或 . _ - /' })
  sku: string

  @IsString()
  @Length(1, 120)
  name: string

  @IsOptional()
  @ValidateIf((dto: CreateProductDto) => dto.categoryId !== null)
  @IsInt()
  categoryId?: number | null

  @IsInt()
  @Min(0)
  @Max(MAX_PRICE_FEN)
  priceFen: number

  @IsOptional()
  @IsObject()
  parameters?: Record<string, string>

  @IsOptional()
  @IsString()
  @MaxLength(1000)
  description?: string

  @IsOptional()
  @Matches(ASSET_PATH)
  imageUrl?: string

  @IsOptional()
  @IsBoolean()
  onSale?: boolean
}

export class UpdateProductDto {
  @IsOptional()
  @IsString()
  @Length(1, 120)
  name?: string

  @IsOptional()
  @ValidateIf((dto: UpdateProductDto) => dto.categoryId !== null)
  @IsInt()
  categoryId?: number | null

  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MAX_PRICE_FEN)
  priceFen?: number

  @IsOptional()
  @IsObject()
  parameters?: Record<string, string>

  @IsOptional()
  @IsString()
  @MaxLength(1000)
  description?: string

  @IsOptional()
  @Matches(ASSET_PATH)
  imageUrl?: string

  @IsOptional()
  @IsBoolean()
  onSale?: boolean
}

export class ProductReply {
  id: number
  sku: string
  name: string
  categoryId: number | null
  category: string | null
  priceFen: number
  parameters: Record<string, string>
  description: string
  imageUrl: string
  onSale: boolean
  updatedAt: string
  createdAt: string
}

export class ProductPage extends PageOf {
  items: ProductReply[]
}

export class CategoryDto {
  @IsString()
  @Length(1, 40)
  name: string
}

export class CategoryReply {
  id: number
  name: string
  productCount: number
}

export class RowErrorReply {
  /** Line of the file, the heading being line 1. */
  row: number
  reason: string
}

export class ProductImportReply {
  created: number
  updated: number
  rejected: number
  /** The first hundred. */
  errors: RowErrorReply[]
}

export class ProductCardReply {
  id: string
  name: string
  category: string
  priceFen: number
  imageUrl: string
}

export class ProductParameterReply {
  label: string
  value: string
}

export class ConsumerProductReply extends ProductCardReply {
  description: string
  parameters: ProductParameterReply[]
}
