import { MinusCircleOutlined, PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Form, Input, InputNumber, Select, Switch } from 'antd'
import { DrawerForm } from '../../../ui'
import { categoriesQuery, useCreateProduct, useUpdateProduct, type Product } from '../api/products'

interface Values {
  sku: string
  name: string
  categoryId?: number | null
  yuan: number
  description?: string
  parameters: { label: string; value: string }[]
  onSale: boolean
}

const FEN_PER_YUAN = 100

/** Adds a product, or edits one; its code stays for ever. */
export function ProductForm({ editing, onClose }: { editing: Product | 'new' | null; onClose: () => void }) {
  const product = editing === 'new' ? null : editing
  const categories = useQuery(categoriesQuery)
  const create = useCreateProduct()
  const update = useUpdateProduct()
  const submit = ({ sku, yuan, parameters, categoryId, ...values }: Values) => {
    const body = {
      ...values,
      categoryId: categoryId ?? null,
      priceFen: Math.round(yuan * FEN_PER_YUAN),
      parameters: Object.fromEntries(parameters.map(({ label, value }) => [label, value])),
    }
    return product ? update.mutateAsync({ id: product.id, ...body }) : create.mutateAsync({ sku, ...body })
  }
  return (
    <DrawerForm<Values>
      key={product?.id ?? 'new'}
      title={product ? '编辑商品' : '新建商品'}
      open={editing !== null}
      onClose={onClose}
      onSubmit={submit}
      initialValues={
        product
          ? {
              ...product,
              yuan: product.priceFen / FEN_PER_YUAN,
              parameters: Object.entries(product.parameters as Record<string, string>).map(([label, value]) => ({
                label,
                value,
              })),
            }
          : { onSale: true, parameters: [] }
      }
    >
      <Form.Item
        name="sku"
        label="商品编码"
        extra={product ? '编码用于对应订单，不能修改' : '与店铺后台的商家编码一致，订单才能对上'}
        rules={[{ required: true }]}
      >
        <Input disabled={product !== null} autoComplete="off" placeholder="例如：GY-101" maxLength={64} />
      </Form.Item>
      <Form.Item name="name" label="名称" rules={[{ required: true }, { max: 120 }]}>
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item name="categoryId" label="品类">
        <Select
          allowClear
          placeholder="选择品类"
          options={(categories.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item name="yuan" label="价格" rules={[{ required: true }]}>
        <InputNumber min={0} max={10_000_000} precision={2} suffix="元" style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="description" label="介绍" rules={[{ max: 1000 }]}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} />
      </Form.Item>
      <Form.Item label="规格参数">
        <Form.List name="parameters">
          {(fields, { add, remove }) => (
            <div className="stack" style={{ gap: 8 }}>
              {fields.map(({ key, name }) => (
                <div key={key} className="row" style={{ flexWrap: 'nowrap' }}>
                  <Form.Item name={[name, 'label']} noStyle rules={[{ required: true, message: '请填写参数名' }]}>
                    <Input placeholder="净含量" maxLength={40} style={{ width: 140 }} />
                  </Form.Item>
                  <Form.Item name={[name, 'value']} noStyle rules={[{ required: true, message: '请填写参数值' }]}>
                    <Input placeholder="50 g" maxLength={200} />
                  </Form.Item>
                  <Button
                    type="text"
                    aria-label="删除参数"
                    icon={<MinusCircleOutlined />}
                    onClick={() => remove(name)}
                  />
                </div>
              ))}
              <Button type="dashed" icon={<PlusOutlined />} onClick={() => add({ label: '', value: '' })} block>
                添加参数
              </Button>
            </div>
          )}
        </Form.List>
      </Form.Item>
      <Form.Item name="onSale" label="小程序中展示" valuePropName="checked">
        <Switch />
      </Form.Item>
    </DrawerForm>
  )
}
