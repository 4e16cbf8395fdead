import { PlusOutlined, ShoppingOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useCan } from '../../../lib/session'
import {
  DataTable,
  DateTime,
  EmptyState,
  ListSearch,
  ListSelect,
  Money,
  PageHeader,
  StatePill,
  useList,
  type Column,
} from '../../../ui'
import { categoriesQuery, productsQuery, type Product } from '../api/products'
import { CategoryDialog } from '../components/category-dialog'
import { ProductForm } from '../components/product-form'
import { ProductImportDialog } from '../components/product-import'

export default function ProductList() {
  const list = useList({ filters: ['search', 'category', 'onSale'], sort: '-updatedAt' })
  const result = useQuery(productsQuery(list.query))
  const categories = useQuery(categoriesQuery)
  const writes = useCan('product.write')
  const [editing, setEditing] = useState<Product | 'new' | null>(null)
  const [importing, setImporting] = useState(false)
  const [sorting, setSorting] = useState(false)

  const columns: Column<Product>[] = [
    {
      title: '商品',
      sort: 'name',
      render: (_, row) => (
        <span className="row" style={{ flexWrap: 'nowrap', gap: 12 }}>
          <img
            src={row.imageUrl}
            alt=""
            loading="lazy"
            width={44}
            height={44}
            style={{ borderRadius: 6, flex: 'none', objectFit: 'cover' }}
          />
          <span style={{ minWidth: 0 }}>
            <div style={{ fontWeight: 500 }}>{row.name}</div>
            <div className="small faint clip" style={{ maxWidth: 420 }}>
              {row.description || '没有介绍'}
            </div>
          </span>
        </span>
      ),
    },
    { title: '商品编码', sort: 'sku', width: 140, render: (_, row) => <span className="tabular">{row.sku}</span> },
    { title: '品类', width: 120, render: (_, row) => row.category ?? <span className="faint">未分类</span> },
    { title: '价格', sort: 'priceFen', width: 130, align: 'right', render: (_, row) => <Money fen={row.priceFen} /> },
    {
      title: '小程序',
      width: 100,
      render: (_, row) =>
        row.onSale ? <StatePill tone="good">展示中</StatePill> : <StatePill tone="quiet">未展示</StatePill>,
    },
    {
      title: '更新时间',
      sort: 'updatedAt',
      width: 130,
      render: (_, row) => <DateTime value={row.updatedAt} mode="ago" />,
    },
    ...(writes
      ? [
          {
            title: '操作',
            width: 80,
            render: (_: unknown, row: Product) => (
              <Button type="link" size="small" onClick={() => setEditing(row)}>
                编辑
              </Button>
            ),
          },
        ]
      : []),
  ]
  const add = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setEditing('new')}>
      新建商品
    </Button>
  )
  return (
    <div className="stack">
      <PageHeader
        title="商品"
        description="商品编码把各个店铺的订单对到同一件商品上，品类是消费偏好的依据。"
        actions={
          writes && (
            <>
              <Button onClick={() => setSorting(true)}>管理品类</Button>
              <Button onClick={() => setImporting(true)}>导入</Button>
              {add}
            </>
          )
        }
      />
      <DataTable
        label="商品"
        unit="件"
        list={list}
        result={result}
        columns={columns}
        rowKey="id"
        toolbar={
          <>
            <ListSearch list={list} name="search" placeholder="搜索名称或编码" />
            <ListSelect
              list={list}
              name="category"
              placeholder="品类"
              searchable
              options={(categories.data ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
            />
            <ListSelect
              list={list}
              name="onSale"
              placeholder="小程序"
              options={[
                { value: 'true', label: '展示中' },
                { value: 'false', label: '未展示' },
              ]}
            />
          </>
        }
        empty={
          <EmptyState
            icon={<ShoppingOutlined />}
            title="还没有商品"
            description="可以用 CSV 一次导入，也可以逐个新建。"
            action={writes && add}
          />
        }
      />
      <ProductForm editing={editing} onClose={() => setEditing(null)} />
      <ProductImportDialog open={importing} onClose={() => setImporting(false)} />
      <CategoryDialog open={sorting} onClose={() => setSorting(false)} />
    </div>
  )
}
