import { dirname, join, relative } from 'node:path'
import { ReadonlyVisitor } from '@nestjs/swagger/plugin'
import ts from 'typescript'

type Metadata = { [key: string]: ts.Expression | Metadata | [ts.Expression, Metadata][] }

const isNode = (value: ts.Expression | Metadata): value is ts.Expression => typeof value.kind === 'number'

function toObject(metadata: Metadata): ts.ObjectLiteralExpression {
  return ts.factory.createObjectLiteralExpression(
    Object.entries(metadata).map(([key, value]) =>
      ts.factory.createPropertyAssignment(ts.factory.createStringLiteral(key), toExpression(value)),
    ),
  )
}

function toExpression(value: ts.Expression | Metadata | [ts.Expression, Metadata][]): ts.Expression {
  if (Array.isArray(value)) {
    return ts.factory.createArrayLiteralExpression(
      value.map(([source, classes]) => ts.factory.createArrayLiteralExpression([source, toObject(classes)])),
    )
  }
  return isNode(value) ? value : toObject(value)
}

/**
 * Reads the DTO classes and controllers of the server's source and describes them for SwaggerModule.loadPluginMetadata:
 * the types that TypeScript knows but JavaScript forgets.
 * @param projectRoot the server workspace, with tsconfig.json and src/
 * @returns CommonJS source that exports an async function, to be run from the compiled root
 */
export function describeDtos(projectRoot: string): string {
  const configFile = join(projectRoot, 'tsconfig.json')
  const config = ts.parseJsonConfigFileContent(
    ts.readConfigFile(configFile, (path) => ts.sys.readFile(path)).config,
    ts.sys,
    projectRoot,
  )
  const program = ts.createProgram({
    rootNames: config.fileNames,
    options: { ...config.options, noEmit: true, composite: false, incremental: false },
    projectReferences: config.projectReferences,
  })
  const sourceRoot = join(projectRoot, 'src')
  const visitor = new ReadonlyVisitor({
    pathToSource: sourceRoot,
    introspectComments: true,
    classValidatorShim: true,
    dtoFileNameSuffix: ['.dto.ts', 'http/page.ts'],
    controllerFileNameSuffix: ['.controller.ts'],
  })
  for (const file of program.getSourceFiles()) {
    const inside = !relative(sourceRoot, file.fileName).startsWith('..') && !file.isDeclarationFile
    if (inside) visitor.visit(program, file)
  }
  const collected: unknown = visitor.collect()
  return print(collected as Metadata, visitor.typeImports)
}

function print(metadata: Metadata, typeImports: Record<string, string>): string {
  const imports = ts.factory.createObjectLiteralExpression(
    Object.entries(typeImports).map(([path, expression]) =>
      ts.factory.createPropertyAssignment(
        ts.factory.createComputedPropertyName(ts.factory.createStringLiteral(path)),
        ts.factory.createIdentifier(expression),
      ),
    ),
  )
  const printer = ts.createPrinter()
  const empty = ts.createSourceFile('metadata.ts', '', ts.ScriptTarget.ES2022)
  const text = (node: ts.Node): string => printer.printNode(ts.EmitHint.Unspecified, node, empty)
  const source = `export default async () => { const t = ${text(imports)}; return ${text(toObject({ '@nestjs/swagger': metadata }))} }`
  return ts.transpileModule(source, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true },
  }).outputText
}

/** Where `describeDtos` expects its output to be run from, so that its relative imports find the compiled files. */
export const metadataFile = (): string => join(dirname(__dirname), 'openapi-metadata.cjs')
