import { useState } from 'react'
import { createRoot } from 'react-dom/client'
import type { sandboxOf, SheetOrder } from './sandbox.h5'
import type { PayOutcome, PayParameters } from './types'

type Sandbox = ReturnType<typeof sandboxOf>

/**
 * WeChat's payment sheet, played in a browser for the person of the sandbox: the sandbox checks what the merchant signed before anything
 * is shown, as the real client does. Rejects with PAY_UNREACHABLE or SANDBOX_PERSON_UNKNOWN.
 */
export async function paySheet(sandbox: Sandbox, parameters: PayParameters): Promise<PayOutcome> {
  const order = await sandbox.paySheet(parameters)
  await sandbox.act('pay-begin', order.prepayId)
  const holder = document.createElement('div')
  document.body.append(holder)
  const root = createRoot(holder)
  return new Promise<PayOutcome>((resolve) => {
    const leave = (act: 'pay' | 'pay-cancel' | 'pay-fail', outcome: PayOutcome) => () => {
      const acted = sandbox.act(act, order.prepayId).finally(() => {
        root.unmount()
        holder.remove()
      })
      resolve(acted.then(() => outcome))
    }
    root.render(
      <Sheet
        order={order}
        onPay={leave('pay', 'paid')}
        onCancel={leave('pay-cancel', 'cancelled')}
        onFail={leave('pay-fail', 'failed')}
      />,
    )
  })
}

interface SheetProps {
  order: SheetOrder
  onPay: () => void
  onCancel: () => void
  onFail: () => void
}

function Sheet({ order, onPay, onCancel, onFail }: SheetProps) {
  const [busy, setBusy] = useState(false)
  const once = (act: () => void) => () => {
    setBusy(true)
    act()
  }
  return (
    <div className="wx-sheet" role="dialog" aria-modal="true" aria-label="微信支付">
      <div className="wx-sheet__mask" />
      <div className="wx-sheet__panel wx-pay">
        <div className="wx-pay__merchant">{order.merchant}</div>
        <div className="wx-pay__amount">¥{(order.totalFen / 100).toFixed(2)}</div>
        <div className="wx-pay__row">
          <span>商品</span>
          <span className="wx-pay__row-value">{order.description}</span>
        </div>
        <div className="wx-pay__row">
          <span>付款方式</span>
          <span className="wx-pay__row-value">零钱</span>
        </div>
        <button type="button" id="wechat-pay" className="wx-pay__confirm" disabled={busy} onClick={once(onPay)}>
          {busy ? '正在支付…' : '确认支付'}
        </button>
        <div className="wx-pay__others">
          <button
            type="button"
            id="wechat-pay-cancel"
            className="wx-pay__other"
            disabled={busy}
            onClick={once(onCancel)}
          >
            放弃支付
          </button>
          <button type="button" id="wechat-pay-fail" className="wx-pay__other" disabled={busy} onClick={once(onFail)}>
            银行卡被拒
          </button>
        </div>
        <div className="wx-sheet__note">沙箱中的微信支付面板</div>
      </div>
    </div>
  )
}
