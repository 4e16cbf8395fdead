/**
 * Lets Node run TypeScript files of this project directly: `node -r …/run-ts.cjs program.ts`. Types are stripped, not
 * checked (`npm test` checks them). Used for the programs beside the server: sandbox, demo fill, benches, chaos.
 */
const { readFileSync } = require('node:fs')
const Module = require('node:module')
const swc = require('@swc/core')

const OPTIONS = {
  configFile: false,
  swcrc: false,
  sourceMaps: 'inline',
  module: { type: 'commonjs' },
  jsc: {
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: true },
    target: 'es2022',
    keepClassNames: true,
  },
}

Module._extensions['.ts'] = (module, filename) => {
  const { code } = swc.transformSync(readFileSync(filename, 'utf8'), { ...OPTIONS, filename })
  module._compile(code, filename)
}

process.setSourceMapsEnabled(true)
