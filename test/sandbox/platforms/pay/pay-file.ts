/** An answer that is a file: not JSON, and not signed. */
export class PayFile {
  constructor(
    readonly contentType: string,
    readonly content: string,
  ) {}
}
