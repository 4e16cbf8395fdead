import { createRootRoute, createRoute, createRouter, Outlet } from '@tanstack/react-router'
import { LoginPage } from '../features/auth/pages/login-page'
import { featureRoutes } from './features'
import { Home } from './home'
import { ConsoleLayout } from './layout/console-layout'
import { NotFoundPage, PageError } from './pages/error-pages'
import { Screen } from './screen'

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFoundPage, errorComponent: PageError })

const login = createRoute({ getParentRoute: () => root, path: '/login', component: LoginPage })

const shell = createRoute({
  getParentRoute: () => root,
  id: 'console',
  component: ConsoleLayout,
  notFoundComponent: NotFoundPage,
})

const home = createRoute({ getParentRoute: () => shell, path: '/', component: Home })

const screens = featureRoutes.map((route) =>
  createRoute({
    getParentRoute: () => shell,
    path: route.path,
    component: () => <Screen route={route} />,
    errorComponent: PageError,
  }),
)

const unknown = createRoute({ getParentRoute: () => shell, path: '$', component: NotFoundPage })

/** Addresses keep search parameters as plain strings, so that `?q=0012` stays what was typed. */
export const router = createRouter({
  routeTree: root.addChildren([login, shell.addChildren([home, ...screens, unknown])]),
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search) => {
    const text = new URLSearchParams(search as Record<string, string>).toString()
    return text ? `?${text}` : ''
  },
  scrollRestoration: true,
})
