import path from 'node:path'
import { defineConfig } from '@tarojs/cli'

const projectRoot = path.resolve(__dirname, '..')
const sharedSource = path.resolve(projectRoot, '../shared/src')
const target = process.env.TARO_ENV ?? 'h5'

export default defineConfig<'webpack5'>(async () => ({
  projectName: 'guyuji',
  date: '2026-11-22',
  designWidth: 375,
  deviceRatio: { 375: 2, 750: 1 },
  sourceRoot: 'src',
  outputRoot: `dist/${target}`,
  framework: 'react',
  compiler: { type: 'webpack5', prebundle: { enable: false } },
  cache: { enable: true },
  logger: { quiet: true, stats: false },
  defineConstants: {
    API_BASE: JSON.stringify(target === 'h5' ? '' : (process.env.API_BASE ?? 'http://127.0.0.1:3000')),
  },
  alias: {
    '@': path.resolve(projectRoot, 'src'),
    '@guiyi/shared': path.join(sharedSource, 'index.ts'),
    // Another workspace's vite makes npm nest a second copy of this plug-in; the H5 runtime must meet only one.
    '@tarojs/plugin-framework-react': path.dirname(require.resolve('@tarojs/plugin-framework-react/package.json')),
  },
  mini: {
    compile: { include: [sharedSource] },
    postcss: { pxtransform: { enable: true, config: {} } },
    optimizeMainPackage: { enable: true },
    // Class names are unique by block, so the order of the style sheets does not matter.
    miniCssExtractPluginOption: { ignoreOrder: true },
  },
  h5: {
    publicPath: '/m/',
    staticDirectory: 'static',
    compile: { include: [sharedSource] },
    output: { filename: 'js/[name].[contenthash:8].js', chunkFilename: 'js/[name].[contenthash:8].js' },
    miniCssExtractPluginOption: {
      ignoreOrder: true,
      filename: 'css/[name].[contenthash:8].css',
      chunkFilename: 'css/[name].[contenthash:8].css',
    },
    // Hash routes survive a plain static folder and leave `?person=ID` in the address untouched.
    router: { mode: 'hash' },
    postcss: { autoprefixer: { enable: true, config: {} } },
  },
}))
