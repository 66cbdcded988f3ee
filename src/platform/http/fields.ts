import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Expose, Transform } from 'class-transformer';
import {
  IsArray,
  IsIn,
  IsInt,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  Validate,
  ValidateBy,
  ValidateIf,
  ValidatorConstraint,
  type ValidatorConstraintInterface,
} from 'class-validator';
import { codesOf, type Codelist } from '../../kernel/codelist.js';
import { isPlainDate } from '../../kernel/plain-date.js';
import { clockTime, isoDay, timeShape } from './typed.js';

interface FieldOptions {
  /** What to do about it, as the page says it: "Enter the date the order was served". */
  readonly message: string;
  readonly optional?: true;
}

/** One line of words, of at most `max` characters. */
export function Words({ message, optional, max = 200 }: FieldOptions & { max?: number }) {
  return field(
    optional,
    ApiProperty({ type: String, maxLength: max, required: !optional }),
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' ? value.trim().normalize('NFC') : value,
    ),
    // NUL cannot be stored in a Postgres text, and nobody types it.
    Matches(/^[^\0]*$/, { message }),
    MaxLength(max, { message: `${message}, in at most ${String(max)} characters` }),
    MinLength(1, { message }),
    IsString({ message }),
  );
}

/** An address as mail programs take it; whether anyone reads mail there is not asked. */
export function Email({ message }: FieldOptions) {
  return applyDecorators(
    Words({ message }),
    Matches(/^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/, { message: `${message} in full, such as name@example.org` }),
  );
}

/** Several lines of words. */
export function Narrative(options: FieldOptions) {
  return Words({ ...options, max: 20_000 });
}

/** One code of a list. */
export function OneOf(list: Codelist, { message, optional }: FieldOptions) {
  const codes = codesOf(list);
  return field(optional, ApiProperty({ enum: codes, required: !optional }), IsIn(codes, { message }));
}

/** A fact that is known or not: one code of a list, unless the field `reason` says why it is not known. Never both. */
export function OneOfUnless(reason: string, list: Codelist, { message }: { message: string }) {
  const codes = codesOf(list);
  const known = (value: unknown, whole: object) => {
    const unknown = Object.entries(whole).some(([name, given]) => name === reason && given !== undefined);
    return unknown ? value === undefined : codes.some((code) => code === value);
  };
  return field(
    undefined,
    ApiProperty({ enum: codes, required: false, description: `Given unless ${reason} is` }),
    ValidateBy({
      name: 'oneOfUnless',
      validator: {
        validate: (value, about) => known(value, about?.object ?? {}),
        defaultMessage: () => message,
      },
    }),
  );
}

/** Any number of codes of a list; one tick-box posts a bare string. */
export function ManyOf(list: Codelist, { message, optional }: FieldOptions) {
  const codes = codesOf(list);
  return field(
    optional,
    ApiProperty({ enum: codes, isArray: true, required: !optional }),
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' && value !== '' ? [value] : value,
    ),
    IsIn(codes, { each: true, message }),
    IsArray({ message }),
  );
}

/** A code of the list for each of any number of things: an object by their codes; `form.ts` makes it of fields named 'answers.x'. */
export function CodeOfEach(list: Codelist, { message }: FieldOptions) {
  const codes = codesOf(list);
  const ofList = (value: unknown) =>
    isRecord(value) && Object.values(value).every((code) => codes.some((each) => each === code));
  return applyDecorators(
    ApiProperty({ type: 'object', additionalProperties: { type: 'string', enum: codes } }),
    Expose(), // so that it is looked for where a form has no field of its very name
    Transform(({ value }: { value: unknown }) => value ?? {}),
    ValidateBy({ name: 'codeOfEach', validator: { validate: ofList, defaultMessage: () => message } }),
  );
}

/** A day: 'YYYY-MM-DD' from a program, '3/3/2026' from the date picker. */
export function Day({ message, optional }: FieldOptions) {
  return field(
    optional,
    ApiProperty({ type: String, format: 'date', required: !optional }),
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? isoDay(value.trim()) : value)),
    Validate(IsDay, { message: ({ value }) => `${whyNoDay(value)}${message}, such as 27/3/2026` }),
  );
}

/** A time of day on the 24-hour clock, 'HH:MM'; '9.05' and '9:05' are read too. */
export function TimeOfDay({ message, optional }: FieldOptions) {
  return field(
    optional,
    ApiProperty({ type: String, pattern: timeShape.source, example: '14:05', required: !optional }),
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' ? clockTime(value.trim()) : value,
    ),
    Matches(timeShape, { message: `${message}, such as 14:05` }),
    IsString({ message }),
  );
}

/** A whole number from `min` to `max`, both inclusive. */
export function Whole({ message, optional, min, max }: FieldOptions & { min: number; max: number }) {
  return field(
    optional,
    ApiProperty({ type: 'integer', minimum: min, maximum: max, required: !optional }),
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' && /^\d{1,9}$/.test(value.trim()) ? Number(value) : value,
    ),
    Max(max, { message }),
    Min(min, { message }),
    IsInt({ message }),
  );
}

export function Id({ message, optional }: FieldOptions) {
  return field(
    optional,
    ApiProperty({ type: String, format: 'uuid', required: !optional }),
    IsUUID('all', { message }),
  );
}

export function ManyIds({ message, optional }: FieldOptions) {
  return field(
    optional,
    ApiProperty({ type: [String], format: 'uuid', required: !optional }),
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' && value !== '' ? [value] : value,
    ),
    IsUUID('all', { each: true, message }),
    IsArray({ message }),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What is wrong with what looks like a day, before what to do about it: '2026-02-30' is none, and '0206-03-03' of no year. */
function whyNoDay(value: unknown): string {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return '';
  return isPlainDate(value) ? 'Check the year. ' : 'There is no such day. ';
}

@ValidatorConstraint({ name: 'isDay' })
class IsDay implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    // Whoever types a year before 1900 or after 2100 has mistyped it.
    return isPlainDate(value) && value >= '1900-01-01' && value <= '2100-12-31';
  }
}

function field(optional: true | undefined, ...decorators: PropertyDecorator[]) {
  // An empty box in a form is a thing not given.
  const given = Transform(({ value }: { value: unknown }) =>
    value === '' || value === null ? undefined : value,
  );
  const ifGiven = ValidateIf((_, value: unknown) => !optional || value !== undefined);
  return applyDecorators(...decorators, given, ifGiven);
}
