import { Type } from 'class-transformer'
import { IsInt, IsOptional, Max, Min } from 'class-validator'

/** Which page of a list is asked for; the first page is 1. */
export class PageQuery {
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100_000)
  page: number = 1

  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  pageSize: number = 20
}

/** Where a page begins and how long it is, for a query. */
export const skipTake = ({ page, pageSize }: PageQuery): { skip: number; take: number } => ({
  skip: (page - 1) * pageSize,
  take: pageSize,
})

/** What every page of a list says beside its items. A list's reply extends it with `items`. */
export class PageOf {
  /** How many there are on all pages. */
  total: number
  page: number
  pageSize: number
}
