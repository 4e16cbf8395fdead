import { QrcodeOutlined } from '@ant-design/icons'
import { useState } from 'react'
import css from './qr-image.module.css'

/** The picture of a channel code; a sign in its place when the platform does not give it. */
export function QrImage({ url, name, size }: { url: string; name: string; size: number }) {
  const [broken, setBroken] = useState<string | null>(null)
  if (url === '' || broken === url) {
    return (
      <span
        className={css.missing}
        style={{ width: size, height: size, fontSize: size / 2.5 }}
        title="平台没有返回二维码图片"
      >
        <QrcodeOutlined />
      </span>
    )
  }
  return (
    <img
      src={url}
      alt={`${name}的二维码`}
      width={size}
      height={size}
      loading="lazy"
      className={css.image}
      onError={() => setBroken(url)}
    />
  )
}
