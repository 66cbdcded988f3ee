import type { Type } from '@nestjs/common';
import { readForm, type FormOf } from '../platform/http/form.js';
import { InvalidBody } from '../platform/http/problem.js';

/** A field that the other fields made necessary, or left no room for, and what to say of it. */
export interface Missing {
  readonly missing: string;
  readonly message: string;
}

/** How an act is asked for, by page and by program alike. */
export interface ActRequest<T, Asked> {
  /** Of a page: what is missing is told at its field, with everything typed kept. */
  fromForm(body: unknown): FormOf<Asked>;
  /** Of a program. @throws InvalidBody */
  fromBody(given: T): Asked;
}

/** A form whose fields depend on each other, and what it means once it is filled in. */
export function actRequest<T extends object, Asked extends object>(
  form: Type<T>,
  meaning: (given: T) => Asked | Missing,
): ActRequest<T, Asked> {
  return {
    fromForm(body) {
      const read = readForm(form, body);
      if (!read.ok) return read;
      const value = meaning(read.value);
      if (!isMissing(value)) return { ok: true, value, raw: read.raw };
      return { ok: false, raw: { ...read.raw, errors: { [value.missing]: value.message } } };
    },
    fromBody(given) {
      const value = meaning(given);
      if (isMissing(value)) throw new InvalidBody({ [value.missing]: value.message });
      return value;
    },
  };
}

function isMissing(value: object): value is Missing {
  return 'missing' in value;
}
