import { Drawer } from 'antd'
import type { ReactNode } from 'react'

interface Props {
  title: string
  open: boolean
  onClose: () => void
  children: ReactNode
}

/** A sheet that comes up from below, within a thumb's reach. */
export function Sheet({ title, open, onClose, children }: Props) {
  return (
    <Drawer
      title={title}
      open={open}
      onClose={onClose}
      placement="bottom"
      size="auto"
      destroyOnHidden
      styles={{
        section: { borderRadius: '14px 14px 0 0', maxHeight: '86vh', maxWidth: 480, margin: '0 auto' },
        header: { padding: '12px 16px' },
        body: { padding: '14px 16px calc(16px + env(safe-area-inset-bottom))' },
      }}
    >
      {children}
    </Drawer>
  )
}
