/**
 * Who may import whom. The source tree is laid out along the way the data goes (README, "The tree"); an import that
 * points the other way fails the build, and test/architecture plants such imports to see that it does.
 */

/** In the order of the flow: a module may use the faces of those before it, never of those after it. */
const MODULES = [
  'account', 'staff', 'privacy', 'intake', 'identity', 'event', 'content', 'product',
  'order', 'incentive', 'rule', 'tag', 'segment', 'reach', 'lead', 'insight',
] // prettier-ignore

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

const onlyTowardsEarlierModules = MODULES.slice(0, -1).map((name, index) =>
  rule(
    `module-order-${name}`,
    'what must travel towards a later module travels as a domain event or through a handler registered at start-up',
    { path: `^server/src/modules/${name}/` },
    { path: `^server/src/modules/(${MODULES.slice(index + 1).join('|')})/` },
  ),
)

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...onlyTowardsEarlierModules,
    rule(
      'known-modules',
      'a new module gets its place in the order above',
      { path: '^server/src/' },
      { path: '^server/src/modules/', pathNot: `^server/src/modules/(${MODULES.join('|')})/` },
    ),
    rule(
      'module-by-its-face',
      'a module is used through its index.ts only',
      { path: '^server/src/modules/([^/]+)/' },
      { path: '^server/src/modules/', pathNot: ['^server/src/modules/$1/', '^server/src/modules/[^/]+/index\\.ts$'] },
    ),
    rule(
      'modules-look-down',
      'modules use wechat, platform and shared',
      { path: '^server/src/modules/' },
      { path: '^(server/src|admin|miniprogram|test)/', pathNot: '^server/src/(modules|wechat|platform)/' },
    ),
    rule(
      'platform-has-no-business',
      'platform uses shared only (and runs the migrations)',
      { path: '^server/src/platform/' },
      { path: '^(server/src|admin|miniprogram|test)/', pathNot: '^server/src/(platform/|migrations/index\\.ts$)' },
    ),
    rule(
      'wechat-stands-alone',
      'the WeChat SDK knows no entity and no word of the product',
      { path: '^server/src/wechat/' },
      {
        path: '^(server|shared|admin|miniprogram|test)/',
        pathNot: '^server/src/(wechat/|platform/(lock|clock|logger)/)',
      },
    ),
    rule(
      'shared-is-the-bottom',
      'shared is used by everybody and uses nobody',
      { path: '^shared/src/' },
      { path: '^(server|admin|miniprogram|test)/' },
    ),
    rule(
      'pure-policies-and-presenters',
      'policies and presenters do no input or output',
      { path: '\\.(policy|presenter)\\.ts$' },
      {
        path: [
          '^server/src/platform/(database|jobs|outbox|lock|audience-engine|http|config)/',
          '(^|/)node_modules/(typeorm|mysql2|chdb|@clickhouse/client|@nestjs/typeorm)/',
          '^(node:)?(fs|http|https|net|child_process)(/|$)',
        ],
        dependencyTypesNot: ['type-only'],
      },
    ),
    rule(
      'sandbox-shares-no-code',
      'the same mistake must not sit on both sides of the wire',
      { path: '^test/sandbox/' },
      { path: '^(server|admin|miniprogram)/' },
    ),
    rule(
      'no-tests-in-the-product',
      'the product never uses the tests',
      { path: '^(server|shared|admin|miniprogram)/src/', pathNot: '\\.spec\\.tsx?$' },
      { path: '^test/' },
    ),
    rule(
      'clients-over-http',
      'clients know the server by its contract in shared',
      { path: '^(admin|miniprogram)/' },
      { path: '^server/' },
    ),
    rule(
      'console-features-apart',
      'features of the console do not import each other',
      { path: '^admin/src/features/([^/]+)/' },
      { path: '^admin/src/features/', pathNot: '^admin/src/features/$1/' },
    ),
    rule(
      'console-widgets-below',
      'ui and lib know no feature',
      { path: '^admin/src/(ui|lib)/' },
      { path: '^admin/src/(features|app|sidebar)/', dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'console-features-below-app',
      'features do not reach up into app',
      { path: '^admin/src/features/' },
      { path: '^admin/src/app/', dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'taro-behind-platform',
      'only platform/ calls the mini-program runtime',
      { path: '^miniprogram/src/', pathNot: ['^miniprogram/src/platform/', '\\.config\\.ts$', '\\.spec\\.tsx?$'] },
      { path: '(^|/)node_modules/@tarojs/taro/' },
    ),
    rule(
      'no-cycles',
      'only entities may point at each other, as TypeORM needs them to',
      {},
      { circular: true, via: { pathNot: '\\.entity\\.ts$' }, dependencyTypesNot: ['type-only'] },
    ),
    rule('resolvable', 'every import is found', {}, { couldNotResolve: true }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|\\.cache|\\.artifacts)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: `${__dirname}/server/setup/tsconfig.imports.json` },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
}
