import { createParamDecorator, type ExecutionContext, type Type } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import type { Request } from 'express';
import { RuleBroken, Stale } from '../../kernel/errors.js';
import { Page, type Redirect } from '../page/page.js';
import { faultOf, storable } from './sound-input.js';

/** What someone typed, kept as they typed it, with what is wrong by field. */
export interface RawForm {
  readonly values: Readonly<Record<string, unknown>>;
  readonly errors: Readonly<Record<string, string>>;
  /** Where someone changed the record meanwhile: what is stored now, to be seen beside what was typed. */
  readonly stored?: Readonly<Record<string, unknown>>;
}

export type FormOf<T> =
  | { readonly ok: true; readonly value: T; readonly raw: RawForm }
  | { readonly ok: false; readonly raw: RawForm };

export const emptyForm: RawForm = { values: {}, errors: {} };

/** A form that is a button and nothing else. */
export const buttonAlone: FormOf<object> = { ok: true, value: {}, raw: emptyForm };

/** A form already filled in, such as for editing. */
export function filledForm(values: Readonly<Record<string, unknown>>): RawForm {
  return { values, errors: {} };
}

/** Reads a posted form as a DTO. Wrong input is a value here, not an exception: nothing typed is lost. */
export const Form = (dto: Type<object>) =>
  createParamDecorator((_: unknown, context: ExecutionContext) =>
    readForm(dto, context.switchToHttp().getRequest<Request>().body),
  )();

export function readForm<T extends object>(dto: Type<T>, body: unknown): FormOf<T> {
  const values = isRecord(body) ? body : {};
  const value = plainToInstance(dto, gathered(values), { exposeUnsetFields: false });
  const errors = validateSync(value, {
    whitelist: true,
    forbidNonWhitelisted: true,
    stopAtFirstError: true,
    forbidUnknownValues: false,
  });
  const faults = { ...Object.fromEntries(errors.map(faultAt)), ...unkept(values) };
  const raw = { values: shown(values), errors: faults };
  return Object.keys(faults).length === 0 ? { ok: true, value, raw } : { ok: false, raw };
}

const takenOut =
  'A character that cannot be kept was taken out of this, and the rest is as you typed it. Check it, and send it again';

/** The fields with a character that Postgres cannot keep, whatever kind of field it is. */
function unkept(values: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (faultOf(value) ? [[name, takenOut] as const] : [])),
  );
}

/** Where on the page a fault is told: at its field, or above the form where the page has no such field. */
function faultAt(error: ValidationError): [string, string] {
  const isUnknown = error.constraints?.['whitelistValidation'] !== undefined;
  return [isUnknown ? 'form' : error.property, firstMessage(error)];
}

/** A form's fields named 'answers.x' and 'answers.y' as the one field `answers`, which holds x and y; empty ones are not given. */
function gathered(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const parts = Object.entries(values).map(([name, value]) => ({
    name,
    of: /^(\w+)\.(.+)$/.exec(name),
    value,
  }));
  const within = new Set(parts.flatMap(({ of }) => (of?.[1] && !(of[1] in values) ? [of[1]] : [])));
  const fieldsOf = (whole: string) =>
    parts.flatMap(({ of, value }) =>
      of?.[1] === whole && value !== '' ? [[of[2] ?? '', value] as const] : [],
    );
  return Object.fromEntries([
    ...parts.filter(({ of }) => !within.has(of?.[1] ?? '')).map(({ name, value }) => [name, value] as const),
    ...[...within].map((whole) => [whole, Object.fromEntries(fieldsOf(whole))] as const),
  ]);
}

interface Steps<T> {
  readonly act: (value: T) => Promise<Page | Redirect>;
  /** The form's page, with what was typed still in it. */
  readonly again: (raw: RawForm) => Promise<Page> | Page;
  /** The form as it would be filled in now, for a record that is edited. */
  readonly stored?: () => Promise<RawForm>;
}

/**
 * Does what a form asks; where the form is wrong, or a rule refuses, shows the page again with everything still in it.
 * The page comes back as 422, or 409 where someone else changed the record meanwhile: then what is stored now stands
 * beside what was typed, and what is sent next was decided on it.
 */
export async function submit<T>(form: FormOf<T>, steps: Steps<T>): Promise<Page | Redirect> {
  if (!form.ok) return withStatus(422, await steps.again(form.raw));
  try {
    return await steps.act(form.value);
  } catch (error) {
    if (!(error instanceof RuleBroken || error instanceof Stale)) throw error;
    const raw = { values: form.raw.values, errors: { form: error.message } };
    if (error instanceof RuleBroken) return withStatus(422, await steps.again(raw));
    return withStatus(409, await steps.again(await besideStored(raw, steps)));
  }
}

async function besideStored<T>(raw: RawForm, { stored }: Steps<T>): Promise<RawForm> {
  if (!stored) return raw;
  const { values } = await stored();
  const seen = 'version' in values ? { version: values['version'] } : {};
  return { ...raw, values: { ...raw.values, ...seen }, stored: values };
}

function withStatus(status: number, { view, model }: Page): Page {
  return new Page(view, model, status);
}

export function firstMessage({ constraints = {} }: ValidationError): string {
  if (constraints['whitelistValidation'] !== undefined) return 'This was sent but is not asked for';
  return Object.values(constraints)[0] ?? 'This is not right';
}

function isRecord(body: unknown): body is Record<string, unknown> {
  return typeof body === 'object' && body !== null && !Array.isArray(body);
}

/** What a page may show again: words and lists of words. Anything else was never typed into a form. */
function shown(values: Record<string, unknown>): Record<string, unknown> {
  const isWord = (value: unknown) => typeof value === 'string' || typeof value === 'number';
  const isShown = (value: unknown) => isWord(value) || (Array.isArray(value) && value.every(isWord));
  const kept = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(kept);
    return typeof value === 'string' ? storable(value) : value;
  };
  const whole = Object.entries(values).filter(([, value]) => isShown(value));
  return Object.fromEntries(whole.map(([name, value]) => [name, kept(value)]));
}
