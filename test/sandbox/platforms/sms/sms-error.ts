/** A refusal of Tencent Cloud: HTTP 200, a code in two parts and a text. */
export class SmsError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message)
  }
}
