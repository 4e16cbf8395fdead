import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** The tracking script for foreign pages: one file at `/sdk/guiyi-track.js`, beside the console's own files. */
export default defineConfig({
  build: {
    target: 'es2019',
    outDir: 'dist/sdk',
    emptyOutDir: true,
    copyPublicDir: false,
    lib: {
      entry: here('../shared/src/track/script.ts'),
      formats: ['iife'],
      name: 'GuiyiTrack',
      fileName: () => 'guiyi-track.js',
    },
  },
})
