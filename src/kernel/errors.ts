/** There is no such thing for this person: unknown, hidden and forbidden are deliberately one answer. */
export class NotFound extends Error {
  constructor() {
    super('Not found');
    this.name = 'NotFound';
  }
}

/**
 * A rule of law or of the service that the act would break. `rule` is a stable name for machines; the message is a
 * sentence for people that says what is wrong and never carries a name, an address or free text.
 */
export class RuleBroken extends Error {
  constructor(
    readonly rule: string,
    message: string,
    /** Of what the rule keeps somebody from, a keyed hash: the log counts that as a refusal. Null of every other rule. */
    readonly keptFrom: string | null = null,
  ) {
    super(message);
    this.name = 'RuleBroken';
  }
}

/** Someone else changed the record between its being shown and its being saved. */
export class Stale extends Error {
  /** @param current the version it has now, where that is known */
  constructor(readonly current: number | null = null) {
    super(
      'Someone changed this while you were reading it. Look at what it says now, then make your change again.',
    );
    this.name = 'Stale';
  }
}

/** Whoever asks is signed in, but this is grave, and they last showed a second factor too long ago. */
export class StepUpRequired extends Error {
  constructor() {
    super('Show your second step again to go on');
    this.name = 'StepUpRequired';
  }
}

/** Nobody is signed in, or their session has ended. */
export class SignedOut extends Error {
  /** Whether what they sent waits for them to have signed in. */
  readonly formKept: boolean;

  constructor({ formKept }: { formKept: boolean } = { formKept: false }) {
    super('Sign in to go on');
    this.name = 'SignedOut';
    this.formKept = formKept;
  }
}
