import { useState } from 'react'
import { createPortal } from 'react-dom'
import { hostSandbox, host } from './host.h5'
import type { SandboxPerson } from './sandbox.h5'
import { PlatformError } from './types'
import type { PhoneButtonProps } from './types'

const masked = (phone: string) => phone.replace(/^(\+?\d{3})\d+(\d{4})$/, '$1****$2')

/**
 * The phone button in a browser. Inside the sandbox's WeChat it shows the consent sheet that WeChat would show and fetches a phone code
 * for the person; anywhere else a browser has no such panel, and it says so by PHONE_UNAVAILABLE.
 */
export function PhoneButton({ id, className, disabled, children, onCode, onFail }: PhoneButtonProps) {
  const [person, setPerson] = useState<SandboxPerson | null>(null)
  const [busy, setBusy] = useState(false)

  async function ask() {
    const sandbox = hostSandbox()
    if (!sandbox) return onFail('PHONE_UNAVAILABLE')
    setBusy(true)
    try {
      const found = await sandbox.person()
      if (found.phone) setPerson(found)
      else onFail('PHONE_UNAVAILABLE')
    } catch (error) {
      onFail(error instanceof PlatformError ? error.code : 'PHONE_UNAVAILABLE')
    } finally {
      setBusy(false)
    }
  }

  async function agree() {
    const sandbox = hostSandbox()
    if (!sandbox || !host.current) return onFail('PHONE_UNAVAILABLE')
    setPerson(null)
    try {
      onCode(await sandbox.phoneCode(host.current.appid))
    } catch (error) {
      onFail(error instanceof PlatformError ? error.code : 'PHONE_UNAVAILABLE')
    }
  }

  function decline() {
    setPerson(null)
    onFail('PHONE_DECLINED')
  }

  return (
    <>
      <button type="button" id={id} className={className} disabled={disabled || busy} onClick={() => void ask()}>
        {children}
      </button>
      {person &&
        createPortal(<ConsentSheet person={person} onAgree={() => void agree()} onDecline={decline} />, document.body)}
    </>
  )
}

function ConsentSheet({
  person,
  onAgree,
  onDecline,
}: {
  person: SandboxPerson
  onAgree: () => void
  onDecline: () => void
}) {
  return (
    <div className="wx-sheet" role="dialog" aria-modal="true" aria-label="微信手机号授权">
      <div className="wx-sheet__mask" />
      <div className="wx-sheet__panel">
        <div className="wx-sheet__brand">
          <span className="wx-sheet__logo">谷</span>
          <span>谷雨集</span>
          <span className="wx-sheet__apply">申请</span>
        </div>
        <div className="wx-sheet__title">获取并验证你的手机号</div>
        <div className="wx-sheet__why">用于领取会员权益、核验优惠券与售后联系</div>
        <div className="wx-sheet__phone">
          <span>{person.phone ? masked(person.phone) : ''}</span>
          <span className="wx-sheet__owner">{person.name} 的微信绑定号码</span>
        </div>
        <div className="wx-sheet__acts">
          <button type="button" id="wechat-decline" className="wx-sheet__act wx-sheet__decline" onClick={onDecline}>
            拒绝
          </button>
          <button type="button" id="wechat-agree" className="wx-sheet__act wx-sheet__agree" onClick={onAgree}>
            同意并继续
          </button>
        </div>
        <div className="wx-sheet__note">沙箱中的微信授权面板</div>
      </div>
    </div>
  )
}
