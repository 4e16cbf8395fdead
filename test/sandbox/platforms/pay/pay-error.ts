/** Where a request is wrong, as the platform says it. */
export interface ErrorDetail {
  field: string
  value: unknown
  issue: string
  location: 'body' | 'query' | 'path' | 'header'
}

/** A refusal of WeChat Pay v3: HTTP status, code and a text; statuses and codes as far as they are documented. */
export class PayError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly detail?: ErrorDetail,
  ) {
    super(message)
  }
}

export function wrongField(field: string, value: unknown, issue: string): PayError {
  return new PayError(400, 'PARAM_ERROR', '参数错误', { field, value: value ?? '', issue, location: 'body' })
}
