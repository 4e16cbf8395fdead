/**
 * Four groups of tests, chosen with `--selectProjects` (the test runner in server/setup runs them in this order):
 * unit (beside the code, no outside world), architecture (the house rules), integration (real database, real audience
 * engine, real HTTP) and e2e (a real browser).
 *
 * Nest 12 and some of its friends are ES modules only, which jest cannot require on Node 20: everything, the listed
 * packages included, is turned into CommonJS by swc.
 */
const ESM_ONLY = [
  '@nestjs',
  'file-type',
  'strtok3',
  'token-types',
  'uint8array-extras',
  '@tokenizer',
  '@borewit',
  'load-esm',
  'cookie',
]

const swc = (tsx) => [
  '@swc/jest',
  {
    jsc: {
      parser: { syntax: 'typescript', tsx, decorators: true },
      transform: {
        legacyDecorator: true,
        decoratorMetadata: true,
        useDefineForClassFields: true,
        react: { runtime: 'automatic' },
      },
      target: 'es2022',
      keepClassNames: true,
    },
    module: { type: 'commonjs' },
    sourceMaps: 'inline',
  },
]

const common = {
  rootDir: __dirname,
  testEnvironment: 'node',
  transform: { '\\.tsx$': swc(true), '\\.([cm]?js|ts)$': swc(false) },
  transformIgnorePatterns: [`/node_modules/(?!(${ESM_ONLY.join('|')})/)`],
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    '^@guiyi/shared$': '<rootDir>/shared/src',
    '^@/(.*)$': '<rootDir>/miniprogram/src/$1',
  },
  modulePathIgnorePatterns: ['/dist/', '<rootDir>/\\.data/', '<rootDir>/\\.cache/'],
}

const withDatabase = {
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
  setupFilesAfterEnv: ['<rootDir>/test/support/jest-after-env.ts'],
}

/** @type {import('jest').Config} */
module.exports = {
  projects: [
    {
      ...common,
      displayName: 'unit',
      testMatch: [
        '<rootDir>/{server,shared,admin,miniprogram}/src/**/*.spec.{ts,tsx}',
        '<rootDir>/test/sandbox/**/*.spec.ts',
      ],
    },
    {
      ...common,
      ...withDatabase,
      displayName: 'architecture',
      testMatch: ['<rootDir>/test/architecture/**/*.spec.ts'],
    },
    { ...common, ...withDatabase, displayName: 'integration', testMatch: ['<rootDir>/test/integration/**/*.spec.ts'] },
    { ...common, ...withDatabase, displayName: 'e2e', testMatch: ['<rootDir>/test/e2e/**/*.spec.ts'] },
  ],
  testTimeout: 30_000,
  testSequencer: '<rootDir>/test/support/longest-first.cjs',
}
