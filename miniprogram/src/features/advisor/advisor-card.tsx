import { useState } from 'react'
import { assetUrl } from '@/features/session'
import type { Advisor } from '@/lib/contract'
import { elements, platform } from '@/platform'
import { Button } from '@/ui/button'
import { Sheet } from '@/ui/sheet'
import './advisor-card.scss'

/** The sales who looks after the reader, one tap away as a WeCom friend. */
export function AdvisorCard({ advisor }: { advisor: Advisor }) {
  const { Box, Span } = elements
  const [open, setOpen] = useState(false)
  return (
    <Box className="gy-advisor">
      <Box className="gy-advisor__face">
        <Span>{advisor.name.slice(0, 1)}</Span>
      </Box>
      <Box className="gy-advisor__words">
        <Box className="gy-advisor__name">
          <Span>{advisor.name}</Span>
          <Span className="gy-advisor__title">{advisor.title}</Span>
        </Box>
        <Span className="gy-advisor__text">换季不知道怎么护肤？加我企业微信，一对一帮您看</Span>
      </Box>
      <Button id="add-advisor" kind="outline" size="small" onTap={() => setOpen(true)}>
        加好友
      </Button>
      {open && <AdvisorSheet advisor={advisor} onClose={() => setOpen(false)} />}
    </Box>
  )
}

function AdvisorSheet({ advisor, onClose }: { advisor: Advisor; onClose: () => void }) {
  const { Box, Span, Picture } = elements
  const [failed, setFailed] = useState(false)
  const url = assetUrl(advisor.qrCodeUrl)
  const preview = platform.previewImage
  return (
    <Sheet title={`添加顾问 ${advisor.name}`} onClose={onClose}>
      <Box className="gy-advisor__code">
        {url === '' || failed ? (
          <Span className="gy-advisor__lost">二维码暂时没有加载出来，请稍后再试</Span>
        ) : (
          <Picture
            id="advisor-qrcode"
            className="gy-advisor__qr"
            src={url}
            fit="contain"
            label={`${advisor.name}的企业微信二维码`}
            longPressMenu
            onFail={() => setFailed(true)}
            {...(preview ? { onTap: () => preview(url) } : {})}
          />
        )}
      </Box>
      <Span className="gy-advisor__how">
        {preview ? '长按识别二维码，添加企业微信好友' : '用微信扫一扫，添加企业微信好友'}
      </Span>
      <Span className="gy-advisor__promise">工作日 9:00–21:00 在线 · 不打扰，不刷屏</Span>
    </Sheet>
  )
}
