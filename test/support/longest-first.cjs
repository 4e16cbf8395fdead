const { statSync } = require('node:fs')

/** Files that take longer than their size tells, longest first. One that began last would keep a single core busy alone. */
const LONG = [
  'rule-differential',
  'walk',
  'tag-merge-model',
  'crowd',
  'intake-fuzz',
  'intake-chaos',
  'bill-reconciliation',
  'miniprogram-weapp',
]

const rank = (path) => {
  const place = LONG.findIndex((name) => path.endsWith(`/${name}.spec.ts`))
  return place < 0 ? LONG.length : place
}

/** In which order jest runs the files of a group: on a fresh clone it knows no times yet, and goes by size alone. */
module.exports = class LongestFirst {
  sort(tests) {
    const size = new Map(tests.map(({ path }) => [path, statSync(path).size]))
    return [...tests].sort((a, b) => rank(a.path) - rank(b.path) || size.get(b.path) - size.get(a.path))
  }

  allFailedTests(tests) {
    return tests
  }

  cacheResults() {
    // What a run has learnt would make the next one run in another order.
  }
}
