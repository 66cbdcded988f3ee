/** Something is already there. */
export class NotEmpty extends Error {
  constructor() {
    super(
      'This database already holds something. The demo fills an empty one only: name another in DATABASE_URL or DATA_DIR.',
    );
    this.name = 'NotEmpty';
  }
}

/** The owner is held to row security, under which the demo's rows cannot be copied in. */
export class HeldToRowSecurity extends Error {
  constructor() {
    super(
      'This owner may not bypass row security, so the demo cannot be filled. Name an owner in DATABASE_URL that may (a superuser or one with BYPASSRLS), or start with DEMO=no.',
    );
    this.name = 'HeldToRowSecurity';
  }
}
