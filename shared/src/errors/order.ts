import type { ErrorDeclaration } from './declaration'

export const orderErrors = {
  ORDER_IMPORT_NOT_READY: { status: 409, message: '这次导入已经开始或已经结束' },
  ORDER_IMPORT_NOT_RUNNING: { status: 409, message: '这次导入没有在进行' },
  ORDER_IMPORT_NOTHING: { status: 400, message: '没有可以导入的行' },
  ORDER_REJECTS_GONE: { status: 404, message: '这次导入没有被拒绝的行，或文件已清理' },
} as const satisfies Record<string, ErrorDeclaration>
