import { Body, Controller, Delete, Get, HttpCode, Param, ParseIntPipe, Patch, Post, Query, Req } from '@nestjs/common'
import type { FastifyRequest } from 'fastify'
import { AppError } from '../../platform/errors'
import { Allow } from '../../platform/http'
import { ProductCategoryService } from './category/product-category.service'
import { ImportProducts } from './commands/import-products'
import {
  CategoryDto,
  CategoryReply,
  CreateProductDto,
  ProductImportReply,
  ProductPage,
  ProductQuery,
  ProductReply,
  UpdateProductDto,
} from './product.dto'
import { presentProduct } from './product.presenter'
import { ProductService } from './product.service'

const ERRORS_SHOWN = 100

@Controller('api/products')
export class ProductController {
  constructor(
    private readonly products: ProductService,
    private readonly categories: ProductCategoryService,
    private readonly importer: ImportProducts,
  ) {}

  @Get()
  @Allow('product.read')
  async list(@Query() query: ProductQuery): Promise<ProductPage> {
    const [[products, total], names] = await Promise.all([this.products.list(query, query), this.categories.names()])
    return {
      items: products.map((product) => presentProduct(product, names)),
      total,
      page: query.page,
      pageSize: query.pageSize,
    }
  }

  @Get(':id')
  @Allow('product.read')
  async get(@Param('id', ParseIntPipe) id: number): Promise<ProductReply> {
    return presentProduct(await this.products.get(id), await this.categories.names())
  }

  @Post()
  @Allow('product.write')
  async create(@Body() dto: CreateProductDto): Promise<ProductReply> {
    return presentProduct(await this.products.create(dto), await this.categories.names())
  }

  /** A CSV file with 商品编码, 商品名称, 品类, 价格. */
  @Post('import')
  @HttpCode(200)
  @Allow('product.write')
  async import(@Req() request: FastifyRequest): Promise<ProductImportReply> {
    const file = await request.file()
    if (!file) throw new AppError('FILE_UNREADABLE', { params: { reason: '没有收到文件' } })
    const { created, updated, errors } = await this.importer.run(await file.toBuffer())
    return { created, updated, rejected: errors.length, errors: errors.slice(0, ERRORS_SHOWN) }
  }

  @Patch(':id')
  @Allow('product.write')
  async update(@Param('id', ParseIntPipe) id: number, @Body() dto: UpdateProductDto): Promise<ProductReply> {
    return presentProduct(await this.products.update(id, dto), await this.categories.names())
  }
}

@Controller('api/product-categories')
export class ProductCategoryController {
  constructor(private readonly categories: ProductCategoryService) {}

  @Get()
  @Allow('product.read')
  async list(): Promise<CategoryReply[]> {
    return (await this.categories.list()).map(({ category, productCount }) => ({
      id: category.id,
      name: category.name,
      productCount,
    }))
  }

  @Post()
  @Allow('product.write')
  async create(@Body() dto: CategoryDto): Promise<CategoryReply> {
    const { id, name } = await this.categories.create(dto.name)
    return { id, name, productCount: 0 }
  }

  @Patch(':id')
  @Allow('product.write')
  async rename(@Param('id', ParseIntPipe) id: number, @Body() dto: CategoryDto): Promise<CategoryReply> {
    const { name } = await this.categories.rename(id, dto.name)
    const counted = (await this.categories.list()).find(({ category }) => category.id === id)
    return { id, name, productCount: counted?.productCount ?? 0 }
  }

  @Delete(':id')
  @HttpCode(204)
  @Allow('product.write')
  async remove(@Param('id', ParseIntPipe) id: number): Promise<void> {
    await this.categories.remove(id)
  }
}
