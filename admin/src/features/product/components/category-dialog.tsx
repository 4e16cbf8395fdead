import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Input, Modal, Typography } from 'antd'
import { useState } from 'react'
import { ConfirmButton, EmptyState } from '../../../ui'
import { categoriesQuery, useDeleteCategory, useSaveCategory } from '../api/products'

/** The kinds of products: add, rename in place, take away those that are empty. */
export function CategoryDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { data: categories = [] } = useQuery(categoriesQuery)
  const save = useSaveCategory()
  const remove = useDeleteCategory()
  const [name, setName] = useState('')
  const add = () => {
    if (name.trim() !== '') save.mutate({ name: name.trim() }, { onSuccess: () => setName('') })
  }
  return (
    <Modal title="管理品类" open={open} onCancel={onClose} footer={null} width={440} destroyOnHidden>
      <div className="stack">
        <Input.Search
          placeholder="新品类的名称"
          maxLength={40}
          value={name}
          enterButton={
            <>
              <PlusOutlined /> 添加
            </>
          }
          loading={save.isPending}
          onChange={(event) => setName(event.target.value)}
          onSearch={add}
        />
        {categories.length === 0 && <EmptyState compact title="还没有品类" />}
        <ul className="stack" style={{ gap: 4 }}>
          {categories.map((category) => (
            <li key={category.id} className="spread">
              <Typography.Text
                editable={{
                  onChange: (next) =>
                    next.trim() && next !== category.name && save.mutate({ id: category.id, name: next }),
                }}
              >
                {category.name}
              </Typography.Text>
              <span className="row">
                <span className="faint tabular">{category.productCount} 件</span>
                {category.productCount === 0 ? (
                  <ConfirmButton
                    type="text"
                    size="small"
                    danger
                    aria-label={`删除${category.name}`}
                    icon={<DeleteOutlined />}
                    title={`删除品类「${category.name}」？`}
                    okText="删除"
                    onConfirm={() => remove.mutateAsync(category.id)}
                  />
                ) : (
                  <Button
                    type="text"
                    size="small"
                    disabled
                    aria-label="品类下有商品，不能删除"
                    icon={<DeleteOutlined />}
                  />
                )}
              </span>
            </li>
          ))}
        </ul>
      </div>
    </Modal>
  )
}
