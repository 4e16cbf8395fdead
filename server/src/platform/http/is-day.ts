import { ValidateBy, type ValidationOptions } from 'class-validator'
import { readInstant } from '../clock'

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** A calendar day that exists, `YYYY-MM-DD`. */
export const IsDay = (options?: ValidationOptions): PropertyDecorator =>
  ValidateBy(
    {
      name: 'isDay',
      validator: {
        validate: (value: unknown) => typeof value === 'string' && DAY.test(value) && readInstant(value) !== null,
        defaultMessage: () => '应为存在的日期',
      },
    },
    options,
  )
