import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Expose, Transform } from 'class-transformer';
import { IsString, MaxLength, MinLength, ValidateBy } from 'class-validator';
import type { PlainDate } from '../kernel/plain-date.js';
import { CodeOfEach, Day, Id, OneOf, TimeOfDay, Whole, Words } from '../platform/http/fields.js';
import { batchFields, batchSources, type BatchField, type BatchSource } from './batch.codes.js';

/** A file's bytes in base64. */
function Upload({ message }: { readonly message: string }) {
  return applyDecorators(
    ApiProperty({ type: String, format: 'byte', description: 'A CSV file of at most 5 MB, in base64' }),
    MaxLength(7_000_000, { message }),
    MinLength(1, { message }),
    IsString({ message }),
  );
}

/** An answer to each of a list of questions, by its place in it. */
function AnswerToEach({ message }: { readonly message: string }) {
  const isAnswer = ([place, answer]: [string, unknown]) =>
    /^\d{1,3}$/.test(place) && typeof answer === 'string' && /^[\w:]{0,60}$/.test(answer);
  const areAnswers = (value: unknown) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.entries(value).every(isAnswer);
  return applyDecorators(
    ApiProperty({ type: 'object', additionalProperties: { type: 'string' } }),
    Expose(), // so that it is looked for where a form has no field of its very name
    Transform(({ value }: { value: unknown }) => value ?? {}),
    ValidateBy({ name: 'answerToEach', validator: { validate: areAnswers, defaultMessage: () => message } }),
  );
}

export class UploadForm {
  @Id({ message: 'Select the team', optional: true }) teamId?: string;
  @Words({ message: 'Enter who sent the sheet', max: 100 }) sender!: string;
  @OneOf(batchSources, { message: 'Select how it came' }) source!: BatchSource;
  @Day({ message: 'Enter the day the sheet was received' }) receivedOn!: PlainDate;
  @TimeOfDay({ message: 'Enter the time the sheet was received' }) receivedTime!: string;
  @Upload({ message: 'Choose a CSV file' }) file!: string;
}

class OfVersion {
  @Whole({ message: 'Open the page again', min: 1, max: 1_000_000_000 }) version!: number;
}

export class BatchStepForm extends OfVersion {}

export class ColumnsForm extends OfVersion {
  @CodeOfEach(batchFields, { message: 'Choose what each column is from the list' })
  columns!: Readonly<Record<string, BatchField>>;
}

export class WordsForm extends OfVersion {
  @AnswerToEach({ message: 'Choose an answer for each word from the list' })
  words!: Readonly<Record<string, string>>;
}
