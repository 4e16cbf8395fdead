import { ValidateBy, type ValidationOptions } from 'class-validator'
import { readInstant } from '../clock'

/** A time that `readInstant` understands, so that a value which passes can be read. */
export const IsInstant = (options?: ValidationOptions): PropertyDecorator =>
  ValidateBy(
    {
      name: 'isInstant',
      validator: {
        validate: (value: unknown) => typeof value === 'string' && readInstant(value) !== null,
        defaultMessage: () => '应为日期时间',
      },
    },
    options,
  )
