import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Expose, Transform } from 'class-transformer';
import { isUUID, ValidateBy } from 'class-validator';

/** An id for each of any number of things: an object by their ids; `form.ts` makes it of fields named 'takers.x'. */
export function IdOfEach({ message }: { readonly message: string }) {
  return applyDecorators(
    ApiProperty({ type: 'object', additionalProperties: { type: 'string', format: 'uuid' } }),
    Expose(), // so that it is looked for where a form has no field of its very name
    Transform(({ value }: { value: unknown }) => value ?? {}),
    ValidateBy({ name: 'idOfEach', validator: { validate: isOfIds, defaultMessage: () => message } }),
  );
}

function isOfIds(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.entries(value)
    .flat()
    .every((id) => isUUID(id, 'all'));
}
