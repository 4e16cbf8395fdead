import { ValidateBy, type ValidationOptions } from 'class-validator'

/** An object whose values are texts: at most `most` of them, neither key nor text longer than `longest` characters. */
export const IsTexts = (
  { most, longest }: { most: number; longest: number },
  options?: ValidationOptions,
): PropertyDecorator => {
  const validate = (value: unknown): boolean => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
    const entries = Object.entries(value)
    const fits = (text: unknown): boolean => typeof text === 'string' && text.length <= longest
    return entries.length <= most && entries.every((entry) => entry.every(fits))
  }
  const message = `应为文本，每项不超过 ${longest} 字，最多 ${most} 项`
  return ValidateBy({ name: 'isTexts', validator: { validate, defaultMessage: () => message } }, options)
}
