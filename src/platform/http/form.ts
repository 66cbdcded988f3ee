import { createParamDecorator, type ExecutionContext, type Type } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import type { Request } from 'express';
import { RuleBroken, Stale } from '../../kernel/errors.js';
import { Page, type Redirect } from '../page/page.js';

/** What someone typed, kept as they typed it, with what is wrong by field. */
export interface RawForm {
  readonly values: Readonly<Record<string, unknown>>;
  readonly errors: Readonly<Record<string, string>>;
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
  const value = plainToInstance(dto, values, { exposeUnsetFields: false });
  const errors = validateSync(value, { whitelist: true, stopAtFirstError: true, forbidUnknownValues: false });
  const raw = {
    values: shown(values),
    errors: Object.fromEntries(errors.map((error) => [error.property, firstMessage(error)])),
  };
  return errors.length === 0 ? { ok: true, value, raw } : { ok: false, raw };
}

/**
 * Does what a form asks; where the form is wrong, or a rule refuses, shows the page again with everything still in it.
 * The page comes back as 422, or 409 where someone else changed the record meanwhile.
 */
export async function submit<T>(
  form: FormOf<T>,
  steps: { act: (value: T) => Promise<Page | Redirect>; again: (raw: RawForm) => Promise<Page> | Page },
): Promise<Page | Redirect> {
  if (!form.ok) return withStatus(422, await steps.again(form.raw));
  try {
    return await steps.act(form.value);
  } catch (error) {
    if (!(error instanceof RuleBroken || error instanceof Stale)) throw error;
    const raw = { values: form.raw.values, errors: { form: error.message } };
    return withStatus(error instanceof Stale ? 409 : 422, await steps.again(raw));
  }
}

function withStatus(status: number, { view, model }: Page): Page {
  return new Page(view, model, status);
}

export function firstMessage(error: ValidationError): string {
  return Object.values(error.constraints ?? {})[0] ?? 'This is not right';
}

function isRecord(body: unknown): body is Record<string, unknown> {
  return typeof body === 'object' && body !== null && !Array.isArray(body);
}

/** What a page may show again: words and lists of words. Anything else was never typed into a form. */
function shown(values: Record<string, unknown>): Record<string, unknown> {
  const isWord = (value: unknown) => typeof value === 'string' || typeof value === 'number';
  const isShown = (value: unknown) => isWord(value) || (Array.isArray(value) && value.every(isWord));
  return Object.fromEntries(Object.entries(values).filter(([, value]) => isShown(value)));
}
