import { ValidateIf } from 'class-validator'

/** A field that may be left out, but is checked when it is there: unlike with `IsOptional`, null is not let through. */
export const MayBeAbsent = (): PropertyDecorator => ValidateIf((_dto, value) => value !== undefined)
