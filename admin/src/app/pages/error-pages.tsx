import { useRouter, type ErrorComponentProps } from '@tanstack/react-router'
import { Button } from 'antd'
import { messageOf } from '../../lib/api'
import { BrandMark } from '../../ui/brand-mark'
import css from './error-pages.module.css'

function ErrorPage({ code, title, text, retry }: { code: string; title: string; text: string; retry?: () => void }) {
  return (
    <main className={css.page} role="alert">
      <BrandMark size={40} />
      <div className={css.code}>{code}</div>
      <h1 className={css.title}>{title}</h1>
      <p className={css.text}>{text}</p>
      <div className="row">
        {retry && <Button onClick={retry}>重试</Button>}
        <Button type={retry ? 'default' : 'primary'} href="/">
          回到首页
        </Button>
      </div>
    </main>
  )
}

export function NotFoundPage() {
  return <ErrorPage code="404" title="没有找到这个页面" text="链接可能已经失效，或者内容已被删除。" />
}

export function ForbiddenPage() {
  return <ErrorPage code="403" title="没有权限查看这个页面" text="如果工作需要，请联系管理员调整您的角色。" />
}

/** A screen broke while drawing; the rest of the console keeps working. */
export function PageError({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  return (
    <ErrorPage
      code="出错了"
      title="页面没有正常显示"
      text={messageOf(error)}
      retry={() => {
        reset()
        void router.invalidate()
      }}
    />
  )
}
