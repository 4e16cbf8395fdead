import eslint from '@eslint/js'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

/** A suppression says why: `-- reason` behind the rule's name. */
const suppressionsHaveReasons = {
  create: (context) => ({
    Program() {
      for (const comment of context.sourceCode.getAllComments()) {
        if (/^\s*eslint-disable/.test(comment.value) && !/\s--\s+\S{3,}/.test(comment.value)) {
          context.report({ loc: comment.loc, message: 'say why: // eslint-disable-next-line rule -- reason' })
        }
      }
    },
  }),
}

const typed = {
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/no-misused-promises': [
    'error',
    { checksVoidReturn: { attributes: false, inheritedMethods: false } },
  ],
  '@typescript-eslint/ban-ts-comment': [
    'error',
    { 'ts-expect-error': 'allow-with-description', minimumDescriptionLength: 10 },
  ],
  '@typescript-eslint/no-unused-vars': [
    'error',
    { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
  ],
  '@typescript-eslint/consistent-type-imports': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  // Nest's handlers and our ports are async by contract, whether or not this one waits for something.
  '@typescript-eslint/require-await': 'off',
  // Numbers in messages are what template strings are for.
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
  'guiyi/suppressions-have-reasons': 'error',
  'max-lines': ['error', { max: 300, skipComments: false, skipBlankLines: false }],
  // Ports are written as interfaces with methods and implemented by object literals that use no `this`.
  '@typescript-eslint/unbound-method': 'off',
  'no-console': ['error', { allow: ['warn', 'error'] }],
  // Chinese texts use the full-width space.
  'no-irregular-whitespace': ['error', { skipStrings: true, skipTemplates: true, skipJSXText: true, skipRegExps: true }],
  eqeqeq: ['error', 'always', { null: 'ignore' }],
}

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/node_modules/**',
      '.data*/**',
      '.cache/**',
      'test/.artifacts/**',
      'shared/src/api/schema.ts',
      'server/src/migrations/**',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [eslint.configs.recommended, ...tseslint.configs.recommendedTypeChecked],
    plugins: { guiyi: { rules: { 'suppressions-have-reasons': suppressionsHaveReasons } } },
    languageOptions: {
      parserOptions: {
        project: [
          ...['shared', 'server', 'test', 'admin', 'miniprogram'].map((part) => `${part}/tsconfig.json`),
          'test/tsconfig.admin-specs.json',
        ],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: typed,
  },
  {
    files: ['admin/**/*.{ts,tsx}', 'miniprogram/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  {
    // Only the emulation of the WeChat runtime and one-line programs talk to a terminal.
    files: ['test/**/*.ts', 'server/src/tools/**'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['**/*.spec.{ts,tsx}', 'test/integration/**', 'test/e2e/**'],
    rules: { 'max-lines': ['error', { max: 500, skipComments: false, skipBlankLines: false }] },
  },
  {
    // Plain programs that run before anything is installed, and the configuration of tools.
    files: ['**/*.{mjs,cjs,js}'],
    extends: [eslint.configs.recommended],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'process',
          'console',
          'URL',
          'fetch',
          'AbortSignal',
          'AbortController',
          'setTimeout',
          'clearTimeout',
          'setInterval',
          'Buffer',
          'module',
          'require',
          '__dirname',
        ].map((name) => [name, 'readonly']),
      ),
    },
    rules: { 'max-lines': ['error', { max: 300 }] },
  },
)
