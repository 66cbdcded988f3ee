import type { NextFunction, Request, Response } from 'express';
import { isForm } from './content-types.js';
import { Refusal } from './refusal.js';

const deepest = 8;
const mostParameters = 100;

/**
 * Refuses what no honest form or program sends, before anything reads it: text that Postgres cannot keep, names that
 * every object has, nesting without end, and more parameters than any page has.
 */
export function soundInput(request: Request, _: Response, next: NextFunction): void {
  const { query } = request;
  const body: unknown = request.body;
  // What someone typed into a form is judged where the form is read, so that the page shows it again.
  const judged = isForm(request) ? Object.keys(body ?? {}) : body;
  if (Object.values(query).flat().length > mostParameters)
    throw new Refusal(413, 'too-many-parameters', 'The address has too many parameters.');
  for (const input of [query, judged]) {
    const fault = faultOf(input);
    if (fault) throw new Refusal(422, 'invalid', fault);
  }
  next();
}

/** What is wrong with it, in words that quote none of it; null where nothing is. */
export function faultOf(value: unknown, depth = 0): string | null {
  if (typeof value === 'string')
    return isStorable(value)
      ? null
      : 'The text has a character that cannot be kept. Take it out and send it again.';
  if (typeof value !== 'object' || value === null) return null;
  if (depth >= deepest) return 'The request is nested too deeply.';
  for (const [name, each] of Object.entries(value)) {
    if (/^(__proto__|constructor|prototype)$/.test(name))
      return 'The request has a field that nothing here has.';
    const fault = faultOf(name) ?? faultOf(each, depth + 1);
    if (fault) return fault;
  }
  return null;
}

/** Postgres keeps no NUL, and half of a surrogate pair is no character. */
const unstorable = /\0|\p{Surrogate}/gu;

function isStorable(text: string): boolean {
  return storable(text) === text;
}

/** The text without what cannot be kept of it. */
export function storable(text: string): string {
  return text.replaceAll(unstorable, '');
}
