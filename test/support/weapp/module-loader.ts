import { readFileSync } from 'node:fs'
import path from 'node:path'
import vm from 'node:vm'

/** `require` as mini-programs know it: files of the package only, each run once, all in one context. */
export class ModuleLoader {
  private readonly modules = new Map<string, { exports: unknown }>()

  constructor(
    private readonly root: string,
    private readonly context: vm.Context,
  ) {}

  /** Runs a file of the package, named without `.js` as scripts do, and gives what it exports. */
  require(file: string): unknown {
    const name = path.extname(file) === '.js' ? file : `${file}.js`
    const known = this.modules.get(name)
    if (known) return known.exports
    if (!name.startsWith(this.root)) throw new Error(`a module outside the package: ${name}`)
    const module = { exports: {} as unknown }
    this.modules.set(name, module)
    const code = `(function (require, module, exports) {${readFileSync(name, 'utf8')}\n})`
    const run = vm.runInContext(code, this.context, { filename: name }) as (...parts: unknown[]) => void
    const resolve = (wanted: string) =>
      wanted.startsWith('/') ? path.join(this.root, wanted) : path.resolve(path.dirname(name), wanted)
    run((wanted: string) => this.require(resolve(wanted)), module, module.exports)
    return module.exports
  }
}
