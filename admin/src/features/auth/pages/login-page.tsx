import { useQuery } from '@tanstack/react-query'
import { Navigate, useSearch } from '@tanstack/react-router'
import { Alert, Button, Form, Input } from 'antd'
import { useEffect } from 'react'
import { BrandMark } from '../../../ui/brand-mark'
import { messageOf } from '../../../lib/api'
import { sessionQuery } from '../../../lib/session'
import { useLogin, type Credentials } from '../api/login'
import { ConvergingLines } from '../components/converging-lines'
import css from './login-page.module.css'

/** Only paths of this site may be returned to: `//other.example` and absolute addresses are not followed. */
function safeNext(next: string | undefined): string {
  return next && /^\/(?![/\\])/.test(next) ? next : '/'
}

export function LoginPage() {
  const { next }: { next?: string } = useSearch({ strict: false })
  const session = useQuery(sessionQuery)
  const login = useLogin()
  useEffect(() => {
    document.title = '登录 · 归一'
  }, [])
  if (session.data) return <Navigate to={safeNext(next)} replace />
  return (
    <div className={css.page}>
      <section className={css.story}>
        <div className={css.brand}>
          <BrandMark size={36} />
          <span className={css.name}>归一</span>
        </div>
        <ConvergingLines />
        <div className={css.words}>
          <h1>万般触点，归于一人</h1>
          <p>公众号、小程序、企业微信、订单，汇成一个客户；看清、触达，并知道是否有用。</p>
        </div>
      </section>
      <main className={css.side}>
        <Form<Credentials>
          layout="vertical"
          requiredMark={false}
          className={css.form}
          onFinish={(values) => login.mutate(values)}
          aria-label="登录"
        >
          <h2>登录控制台</h2>
          {login.error && <Alert type="error" showIcon title={messageOf(login.error)} style={{ marginBottom: 20 }} />}
          <Form.Item name="username" label="账号" rules={[{ required: true, message: '请输入账号' }]}>
            <Input size="large" autoFocus autoComplete="username" autoCapitalize="off" />
          </Form.Item>
          <Form.Item name="password" label="密码" rules={[{ required: true, message: '请输入密码' }]}>
            <Input.Password size="large" autoComplete="current-password" />
          </Form.Item>
          <Button type="primary" size="large" htmlType="submit" block loading={login.isPending}>
            登录
          </Button>
          <p className={css.help}>忘记密码请联系管理员重置</p>
        </Form>
      </main>
    </div>
  )
}
