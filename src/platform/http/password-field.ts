import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsString, MinLength, ValidateBy } from 'class-validator';

/** In characters as people count them: hashing is slow on purpose. */
const longest = 128;

/**
 * A password, taken exactly as it was typed: blanks, capitals and how each letter is spelt are its holder's
 * (OWASP ASVS 5.0.0, 6.2.8 and 6.2.9). Whether it is one to have, `people/password.rules.ts` says.
 */
export function Password({ message }: { message: string }) {
  const fits = (value: unknown) => typeof value === 'string' && Array.from(value).length <= longest;
  const tooLong = `${message}, in at most ${String(longest)} characters`;
  return applyDecorators(
    ApiProperty({ type: String, format: 'password', maxLength: longest }),
    ValidateBy({ name: 'fits', validator: { validate: fits, defaultMessage: () => tooLong } }),
    MinLength(1, { message }),
    IsString({ message }),
  );
}
