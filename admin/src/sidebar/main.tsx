import 'antd/dist/reset.css'
import '../app/styles.css'
import { createRoot } from 'react-dom/client'
import { Providers } from '../app/providers'
import { sidebarTheme } from '../app/theme'
import { SidebarPage } from './page'
import { SidebarShell } from './shell'

const root = document.getElementById('root')
if (!root) throw new Error('sidebar/index.html has no #root')
createRoot(root).render(
  <Providers theme={sidebarTheme}>
    <SidebarShell>
      <SidebarPage />
    </SidebarShell>
  </Providers>,
)
