/** A request that is refused for how it was sent, before anyone asks what it wanted. Never quotes what was sent. */
export class Refusal extends Error {
  constructor(
    readonly status: 400 | 403 | 405 | 409 | 413 | 415 | 422 | 428 | 429 | 503,
    readonly type: string,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.name = 'Refusal';
  }
}
