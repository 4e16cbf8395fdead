import { Button } from 'antd'
import { useRef } from 'react'
import { useUploadPicture } from '../api/contents'
import css from './cover-picker.module.css'

const THEMES = ['tea', 'leaf', 'water', 'blossom', 'sun', 'night', 'family']
const SEEDS = 65_536

interface Props {
  value?: string
  onChange?: (url: string) => void
}

/** The cover: uploaded, or drawn by the server; drawing again gives another one. */
export function CoverPicker({ value, onChange }: Props) {
  const input = useRef<HTMLInputElement>(null)
  const upload = useUploadPicture()
  const pick = async (file: File) => onChange?.((await upload.mutateAsync(file)).url)
  const draw = () => {
    const theme = THEMES[Math.floor(Math.random() * THEMES.length)] ?? 'leaf'
    onChange?.(`/assets/drawn/cover-${theme}-${Math.floor(Math.random() * SEEDS)}.svg`)
  }
  return (
    <div>
      <div className={css.cover}>
        {value ? <img src={value} alt="封面" /> : <div className={css.empty}>保存时按标题自动绘制封面</div>}
      </div>
      <div className={css.actions}>
        <Button size="small" loading={upload.isPending} onClick={() => input.current?.click()}>
          上传图片
        </Button>
        <Button size="small" onClick={draw}>
          换一张插画
        </Button>
      </div>
      <input
        ref={input}
        type="file"
        hidden
        accept="image/png,image/jpeg,image/webp"
        onChange={(event) => {
          const [file] = event.target.files ?? []
          if (file) void pick(file)
          event.target.value = ''
        }}
      />
    </div>
  )
}
