import { ValidationPipe, type ValidationError } from '@nestjs/common'
import { AppError } from '../errors'

const SENTENCES: Record<string, string> = {
  isString: '应为文本',
  isNotEmpty: '不能为空',
  isInt: '应为整数',
  isNumber: '应为数字',
  isPositive: '应大于 0',
  isBoolean: '应为是或否',
  isArray: '应为列表',
  isObject: '应为对象',
  isDateString: '应为日期时间',
  isISO8601: '应为日期时间',
  isIn: '不在可选范围内',
  isEnum: '不在可选范围内',
  isUrl: '应为网址',
  isUUID: '编号格式有误',
  matches: '格式有误',
  arrayMinSize: '数量太少',
  arrayMaxSize: '数量太多',
  arrayNotEmpty: '至少需要一项',
  arrayUnique: '不能重复',
  minLength: '太短',
  maxLength: '太长',
  isLength: '长度不合要求',
  min: '太小',
  max: '太大',
  whitelistValidation: '是未知字段',
  nestedValidation: '格式有误',
}

type Detail = { field: string; message: string }

function detailsOf(errors: ValidationError[], path = ''): Detail[] {
  return errors.flatMap((error) => {
    const field = path ? `${path}.${error.property}` : error.property
    const own = Object.entries(error.constraints ?? {}).map(([rule, text]) => ({
      field,
      // A rule that a DTO words itself, in Chinese, is kept; class-validator's own English sentences are replaced.
      message: /[\u4e00-\u9fff]/.test(text) ? text : (SENTENCES[rule] ?? '格式有误'),
    }))
    return [...own, ...detailsOf(error.children ?? [], field)]
  })
}

/** Checks every DTO: unknown fields are refused, and the refusal names each faulty field. @throws VALIDATION_FAILED */
export function createValidationPipe(): ValidationPipe {
  return new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    transform: true,
    exceptionFactory: (errors) => {
      const details = detailsOf(errors)
      return new AppError('VALIDATION_FAILED', { details, field: details[0]?.field })
    },
  })
}
