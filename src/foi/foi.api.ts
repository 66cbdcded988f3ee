import { ApiProperty } from '@nestjs/swagger';
import type { PlainDate } from '../kernel/plain-date.js';
import type { Paged } from '../platform/page/paging.js';
import { dispositionHere } from './answer-question.rules.js';
import { whatIsMissing, type Letter } from './answer.rules.js';
import { mayBeSearched } from './answer-acts.rules.js';
import type { EditionShown } from './answers.service.js';
import type { Release, ReleaseRow } from './disclosure-log.queries.js';
import { dispositions, measures, requestStates, type Disposition, type RequestState } from './foi.codes.js';
import { corrections, readingNotes } from './question.codes.js';
import type { RequestRow } from './foi.queries.js';
import type { RequestShown } from './requests.service.js';

const codes = (list: readonly { readonly code: string }[]): string[] => list.map(({ code }) => code);

/** What was made, by its id. */
export class CreatedRequest {
  @ApiProperty({ format: 'uuid' }) id!: string;
}

export class CreatedAnswer {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() edition!: number;
}

export class RequestListed {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ example: 'FOI-2022-0001' }) reference!: string;
  @ApiProperty({ type: String, format: 'date' }) receivedOn!: PlainDate;
  @ApiProperty({ type: String, format: 'date', nullable: true }) clarifiedOn!: PlainDate | null;
  @ApiProperty({ type: String, format: 'date' }) dueOn!: PlainDate;
  @ApiProperty({ enum: codes(requestStates) }) state!: RequestState;
}

export class RequestPage {
  @ApiProperty() page!: number;
  @ApiProperty() pages!: number;
  @ApiProperty() total!: number;
  @ApiProperty({ type: [RequestListed] }) requests!: readonly RequestListed[];
}

export class QuestionRead {
  @ApiProperty() number!: string;
  @ApiProperty() text!: string;
  @ApiProperty({ enum: codes(measures), isArray: true }) measures!: readonly string[];
  @ApiProperty({ type: [String], description: 'What it is answered for, in words' })
  periods!: readonly string[];
  @ApiProperty({ enum: codes(dispositions) }) disposition!: Disposition;
  @ApiProperty({ enum: codes(corrections), isArray: true }) corrections!: readonly string[];
  @ApiProperty({ enum: codes(readingNotes), isArray: true }) notes!: readonly string[];
}

/** A request as a program reads it. Who asked is not in it. */
export class RequestBody extends RequestListed {
  @ApiProperty({
    description: 'To be sent with an act, which is refused as stale where the request has moved on',
  })
  version!: number;
  @ApiProperty({ description: 'What is asked, without who asked' }) asked!: string;
  @ApiProperty({ type: [QuestionRead] }) questions!: readonly QuestionRead[];
  @ApiProperty({ type: [String], description: 'What an answer still needs' }) missing!: readonly string[];
  @ApiProperty({ type: [Number], description: 'The editions drafted, the latest first' })
  editions!: readonly number[];
}

export class RequesterBody {
  @ApiProperty() name!: string;
  @ApiProperty() address!: string;
}

const letter = {
  description:
    'Its opening, its answers question by question, and its closing: headings, paragraphs and tables',
  type: 'object',
} as const;

export class AnswerBody {
  @ApiProperty() edition!: number;
  @ApiProperty({ ...letter, additionalProperties: true }) letter!: Letter;
  @ApiProperty({ description: 'SHA-256 of the letter’s canonical JSON: what is approved by sending it back' })
  hash!: string;
  @ApiProperty({ type: [String] }) missing!: readonly string[];
  @ApiProperty() approved!: boolean;
  @ApiProperty({ type: String, format: 'date', nullable: true }) releasedOn!: PlainDate | null;
}

export class ReleaseListed {
  @ApiProperty({ format: 'uuid' }) answerId!: string;
  @ApiProperty({ example: 'FOI-2022-0001' }) reference!: string;
  @ApiProperty({ type: String, format: 'date' }) releasedOn!: PlainDate;
  @ApiProperty() authority!: string;
  @ApiProperty({ type: [String], description: 'The captions of its tables' }) about!: readonly string[];
}

export class ReleasePage {
  @ApiProperty() page!: number;
  @ApiProperty() pages!: number;
  @ApiProperty() total!: number;
  @ApiProperty({ type: [ReleaseListed] }) answers!: readonly ReleaseListed[];
}

export class ReleaseBody {
  @ApiProperty({ format: 'uuid' }) answerId!: string;
  @ApiProperty() reference!: string;
  @ApiProperty({ type: String, format: 'date' }) releasedOn!: PlainDate;
  @ApiProperty() authority!: string;
  @ApiProperty({ ...letter, additionalProperties: true }) letter!: Letter;
  @ApiProperty({ description: 'SHA-256 of the letter’s canonical JSON' }) hash!: string;
}

export function requestPage({ page, pages, total, rows }: Paged<RequestRow>): RequestPage {
  return { page, pages, total, requests: rows };
}

export function requestBody({ request, prepared, editions }: RequestShown): RequestBody {
  const { id, reference, receivedOn, clarifiedOn, dueOn, state, version } = request;
  return {
    ...{ id, reference, receivedOn, clarifiedOn, dueOn, state, version },
    asked: prepared.asked,
    questions: prepared.questions.map(({ question, periods, holding }) => ({
      number: question.number,
      text: question.text,
      measures: question.measures,
      periods: periods.periods.map(({ label }) => label),
      disposition: holding === 'not_held' ? 'not_held' : dispositionHere(question),
      corrections: question.corrections,
      notes: question.notes,
    })),
    missing: mayBeSearched(state) ? whatIsMissing(prepared.letter) : [],
    editions: editions.map(({ edition }) => edition),
  };
}

export function answerBody({ letter: worded, facts, row }: EditionShown): AnswerBody {
  const { draftedHash: hash, approvedHash, missing } = facts;
  return {
    edition: row.edition,
    letter: worded,
    hash,
    missing,
    approved: approvedHash !== null,
    releasedOn: row.releasedOn,
  };
}

export function releasePage({ page, pages, total, rows }: Paged<ReleaseRow>): ReleasePage {
  return { page, pages, total, answers: rows };
}

export function releaseBody(release: Release): ReleaseBody {
  return release;
}
