import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const server = `http://127.0.0.1:${process.env.PORT ?? '3000'}`

/** Two pages in one build: the console at `/` and the WeCom sidebar at `/sidebar/`. Both load their files from `/assets/`. */
export default defineConfig({
  plugins: [react()],
  base: '/',
  resolve: { alias: { '@guiyi/shared': here('../shared/src/index.ts') } },
  build: {
    target: 'es2022',
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      input: { console: here('./index.html'), sidebar: here('./sidebar/index.html') },
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler|@tanstack)[\\/]/, priority: 30 },
            { name: 'echarts', test: /node_modules[\\/](echarts|zrender)[\\/]/, priority: 20 },
            { name: 'antd', test: /node_modules[\\/](antd|@ant-design|@rc-component|dayjs)[\\/]/, priority: 10 },
          ],
        },
      },
    },
  },
  server: {
    proxy: {
      '/api': server,
      '/v1': server,
      '/callbacks': server,
      '/m': server,
      '/assets/demo': server,
      '/healthz': server,
      '/readyz': server,
    },
  },
})
