import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Expose, Transform } from 'class-transformer';
import { ValidateBy } from 'class-validator';
import { codesOf, type Codelist } from '../../kernel/codelist.js';

/**
 * A line of words for any of a list's codes: an object by them; `form.ts` makes it of fields named 'times.monday'. Lines left
 * empty are not given, and without any there is none.
 */
export function LineOfEach(list: Codelist, { message, max = 100 }: { message: string; max?: number }) {
  const codes = codesOf(list);
  const isLine = ([code, line]: [string, unknown]) =>
    codes.includes(code) && typeof line === 'string' && line.length <= max && !line.includes('\0');
  const ofList = (value: unknown) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.entries(value).every(isLine);
  return applyDecorators(
    ApiPropertyOptional({ type: 'object', additionalProperties: { type: 'string', maxLength: max } }),
    Expose(), // so that it is looked for where a form has no field of its very name
    Transform(({ value }: { value: unknown }) => value ?? {}),
    ValidateBy({ name: 'lineOfEach', validator: { validate: ofList, defaultMessage: () => message } }),
  );
}
