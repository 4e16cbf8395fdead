/** A refusal of the control API: `{error: {code, message}}` with that HTTP status. */
export class ControlError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message)
  }
}

export function notFound(what: string): ControlError {
  return new ControlError(404, 'NOT_FOUND', `没有这个${what}`)
}

export function invalid(message: string): ControlError {
  return new ControlError(400, 'INVALID', message)
}
