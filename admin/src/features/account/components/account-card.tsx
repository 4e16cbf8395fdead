import { ApiOutlined, CheckCircleFilled, EditOutlined, ExclamationCircleFilled } from '@ant-design/icons'
import { Button, Tooltip } from 'antd'
import { useCan } from '../../../lib/session'
import { DateTime, StatePill } from '../../../ui'
import { useCheckAccount, type Account } from '../api/accounts'
import { kinds } from '../labels'
import css from './account-card.module.css'
import { CopyField } from './copy-field'

function Setting({ label, done, detail }: { label: string; done: boolean; detail?: string }) {
  return (
    <li className={css.setting}>
      {done ? <CheckCircleFilled className={css.done} /> : <ExclamationCircleFilled className={css.missing} />}
      <span className={css.settingName}>{label}</span>
      <span className={done ? 'faint' : css.missing}>{detail ?? (done ? '已设置' : '待设置')}</span>
    </li>
  )
}

function isComplete({ kind, secrets }: Account): boolean {
  if (kind === 'pay') return secrets.privateKey && secrets.apiV3Key
  return secrets.secret && secrets.token && secrets.encodingAESKey
}

function stateOf(account: Account): { tone: 'good' | 'bad' | 'attention' | 'neutral'; text: string } {
  if (account.status === 'disabled') return { tone: 'neutral', text: '已停用' }
  if (!isComplete(account)) return { tone: 'attention', text: '待配置' }
  if (account.lastCheck && !account.lastCheck.ok) return { tone: 'bad', text: '连接异常' }
  return { tone: 'good', text: '使用中' }
}

/** One touchpoint account: what it is, what is still to be set up, what to tell the platform, and whether it works. */
export function AccountCard({ account, onEdit }: { account: Account; onEdit: () => void }) {
  const writes = useCan('account.write')
  const check = useCheckAccount()
  const kind = kinds[account.kind]
  const state = stateOf(account)
  return (
    <article className={`${css.card} ${account.status === 'disabled' ? css.off : ''}`} aria-label={account.name}>
      <header className={css.head}>
        <span className={`${css.icon} ${css[account.kind] ?? ''}`}>{kind.icon}</span>
        <span className={css.titles}>
          <b className={css.name} title={account.name}>
            {account.name}
          </b>
          <span className="small faint">
            {kind.name} · <span className="tabular">{account.key}</span>
          </span>
        </span>
        <StatePill tone={state.tone}>{state.text}</StatePill>
      </header>
      <ul className={css.settings}>
        {account.kind === 'pay' ? <MerchantSettings account={account} /> : <PushSettings account={account} />}
      </ul>
      {account.callbackUrl && (
        <div className={css.callback}>
          <Tooltip title={kind.whereToPaste}>
            <span className="small muted">回调地址</span>
          </Tooltip>
          <CopyField text={account.callbackUrl} label="回调地址" />
        </div>
      )}
      <footer className={css.foot}>
        <span className={`small ${account.lastCheck && !account.lastCheck.ok ? css.bad : 'faint'}`}>
          {account.lastCheck ? (
            <>
              {account.lastCheck.message} · <DateTime value={account.lastCheck.at} mode="ago" />
            </>
          ) : (
            '还没有测试过连接'
          )}
        </span>
        {writes && (
          <span className={css.actions}>
            <Button
              size="small"
              icon={<ApiOutlined />}
              loading={check.isPending}
              disabled={account.status === 'disabled'}
              onClick={() => check.mutate(account.id)}
            >
              测试连接
            </Button>
            <Button size="small" icon={<EditOutlined />} onClick={onEdit}>
              编辑
            </Button>
          </span>
        )}
      </footer>
    </article>
  )
}

function PushSettings({ account }: { account: Account }) {
  return (
    <>
      <Setting label={account.kind === 'work' ? '应用 Secret' : 'AppSecret'} done={account.secrets.secret} />
      <Setting label="回调 Token" done={account.secrets.token} />
      <Setting label="EncodingAESKey" done={account.secrets.encodingAESKey} />
      {account.kind === 'work' ? (
        <Setting
          label="应用 AgentId"
          done={account.agentId !== null}
          detail={account.agentId === null ? undefined : String(account.agentId)}
        />
      ) : (
        <Setting label="原始 ID" done={account.originalId !== null} detail={account.originalId ?? undefined} />
      )}
    </>
  )
}

function MerchantSettings({ account }: { account: Account }) {
  const { secrets, merchantSerial, publicKeyId } = account
  return (
    <>
      <Setting label="商户 API 私钥" done={secrets.privateKey} />
      <Setting label="证书序列号" done={merchantSerial !== null} detail={merchantSerial?.slice(0, 8)} />
      <Setting label="APIv3 密钥" done={secrets.apiV3Key} />
      <Setting
        label={publicKeyId === null ? '平台证书' : '微信支付公钥'}
        done
        detail={publicKeyId === null ? '自动下载' : `…${publicKeyId.slice(-6)}`}
      />
    </>
  )
}
