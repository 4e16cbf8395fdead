import {
  BoldOutlined,
  ClearOutlined,
  ItalicOutlined,
  LinkOutlined,
  MinusOutlined,
  OrderedListOutlined,
  PictureOutlined,
  UnorderedListOutlined,
} from '@ant-design/icons'
import { Button, Input, Popover, Tooltip } from 'antd'
import { useEffect, useRef, useState, type ClipboardEvent, type ReactNode } from 'react'
import { useUploadPicture } from '../api/contents'
import body from './article-body.module.css'
import css from './rich-editor.module.css'

interface Props {
  /** HTML. Read when it differs from what stands in the editor. */
  value: string
  onChange: (html: string) => void
  placeholder?: string
}

const isAddress = (text: string): boolean => /^https?:\/\/\S+$/.test(text)

/**
 * A small editor on the browser's own editing: what it writes is what the server's allow-list knows, and the server
 * cleans it once more. Pasted text loses its foreign formatting.
 */
export function RichEditor({ value, onChange, placeholder }: Props) {
  const area = useRef<HTMLDivElement>(null)
  const upload = useUploadPicture()
  const [count, setCount] = useState(0)

  useEffect(() => {
    document.execCommand('defaultParagraphSeparator', false, 'p')
    if (area.current && area.current.innerHTML !== value) area.current.innerHTML = value
    setCount(area.current?.innerText.replace(/\s/g, '').length ?? 0)
  }, [value])

  const tell = () => area.current && onChange(area.current.innerHTML === '<br>' ? '' : area.current.innerHTML)
  const run = (command: string, argument?: string) => {
    area.current?.focus()
    document.execCommand(command, false, argument)
    tell()
  }
  /** Without a paragraph to begin with, browsers put the first line outside of any. */
  const begin = () => {
    if (area.current?.innerHTML === '') document.execCommand('formatBlock', false, 'p')
  }
  const paste = (event: ClipboardEvent) => {
    const image = [...event.clipboardData.files].find(({ type }) => type.startsWith('image/'))
    event.preventDefault()
    if (image) return void insertPicture(image)
    const paragraphs = event.clipboardData.getData('text/plain').split(/\n+/)
    if (paragraphs.length === 1) return run('insertText', paragraphs[0])
    run('insertHTML', paragraphs.map((text) => `<p>${escape(text)}</p>`).join(''))
  }
  const insertPicture = async (file: File) => {
    const { url } = await upload.mutateAsync(file)
    run('insertHTML', `<p><img src="${url}" alt="${escape(file.name.replace(/\.\w+$/, ''))}"></p>`)
  }

  return (
    <div className={css.frame}>
      <div className={css.bar} role="toolbar" aria-label="正文格式">
        <Tool label="小标题" onRun={() => run('formatBlock', 'h2')} text="标题" />
        <Tool label="次级标题" onRun={() => run('formatBlock', 'h3')} text="小标题" />
        <Tool label="正文段落" onRun={() => run('formatBlock', 'p')} text="正文" />
        <i className={css.gap} />
        <Tool label="加粗" onRun={() => run('bold')} icon={<BoldOutlined />} />
        <Tool label="斜体" onRun={() => run('italic')} icon={<ItalicOutlined />} />
        <Tool label="引用" onRun={() => run('formatBlock', 'blockquote')} text="引用" />
        <i className={css.gap} />
        <Tool label="项目符号" onRun={() => run('insertUnorderedList')} icon={<UnorderedListOutlined />} />
        <Tool label="编号列表" onRun={() => run('insertOrderedList')} icon={<OrderedListOutlined />} />
        <Tool label="分隔线" onRun={() => run('insertHorizontalRule')} icon={<MinusOutlined />} />
        <i className={css.gap} />
        <LinkTool onLink={(address) => run('createLink', address)} />
        <PictureTool busy={upload.isPending} onPick={(file) => void insertPicture(file)} />
        <Tool label="清除格式" onRun={() => run('removeFormat')} icon={<ClearOutlined />} />
      </div>
      <div
        ref={area}
        className={`${css.area} ${body.body}`}
        contentEditable
        suppressContentEditableWarning
        role="textbox"
        aria-multiline="true"
        aria-label="正文"
        data-placeholder={placeholder}
        onFocus={begin}
        onInput={tell}
        onPaste={paste}
      />
      <div className={css.foot}>{count} 字</div>
    </div>
  )
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

interface ToolProps {
  label: string
  onRun: () => void
  icon?: ReactNode
  text?: string
}

/** Acts on mouse-down so that the selection in the text stays. */
function Tool({ label, onRun, icon, text }: ToolProps) {
  return (
    <Tooltip title={label} mouseEnterDelay={0.5}>
      <Button
        type="text"
        size="small"
        aria-label={label}
        icon={icon}
        onMouseDown={(event) => event.preventDefault()}
        onClick={onRun}
      >
        {text}
      </Button>
    </Tooltip>
  )
}

function LinkTool({ onLink }: { onLink: (address: string) => void }) {
  const [open, setOpen] = useState(false)
  const [address, setAddress] = useState('')
  const selection = useRef<Range | null>(null)
  const apply = () => {
    if (!isAddress(address)) return
    const current = window.getSelection()
    if (selection.current && current) {
      current.removeAllRanges()
      current.addRange(selection.current)
    }
    onLink(address)
    setOpen(false)
    setAddress('')
  }
  const toggle = (next: boolean) => {
    const current = window.getSelection()
    if (next && current && current.rangeCount > 0) selection.current = current.getRangeAt(0).cloneRange()
    setOpen(next)
  }
  return (
    <Popover
      open={open}
      onOpenChange={toggle}
      trigger="click"
      content={
        <Input.Search
          aria-label="链接地址"
          placeholder="https://…"
          value={address}
          status={address && !isAddress(address) ? 'error' : undefined}
          enterButton="插入"
          onChange={(event) => setAddress(event.target.value.trim())}
          onSearch={apply}
          style={{ width: 300 }}
        />
      }
    >
      <Button
        type="text"
        size="small"
        aria-label="链接"
        icon={<LinkOutlined />}
        onMouseDown={(event) => event.preventDefault()}
      />
    </Popover>
  )
}

function PictureTool({ busy, onPick }: { busy: boolean; onPick: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Tooltip title="插入图片" mouseEnterDelay={0.5}>
        <Button
          type="text"
          size="small"
          aria-label="插入图片"
          loading={busy}
          icon={<PictureOutlined />}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => input.current?.click()}
        />
      </Tooltip>
      <input
        ref={input}
        type="file"
        hidden
        accept="image/png,image/jpeg,image/webp,image/gif"
        onChange={(event) => {
          const [file] = event.target.files ?? []
          if (file) onPick(file)
          event.target.value = ''
        }}
      />
    </>
  )
}
