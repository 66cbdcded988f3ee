import { isCode } from '../kernel/codelist.js';
import { riskBands } from '../codes/risk-band.codes.js';
import type { FormOf, RawForm } from '../platform/http/form.js';
import { fieldOf, lacking, type Draft } from './assessment.rules.js';
import { definitionFrom } from './instrument-check.rules.js';
import { itemsOf, type Definition } from './instrument.rules.js';
import { answerCodes, modes } from './risk.codes.js';
import type { AssessmentFacts } from './risk.service.js';

/** A question as the form puts it. Questions are numbered through, so that a fault can name one without quoting it. */
interface Question {
  readonly number: number;
  readonly name: string;
  readonly question: string;
  readonly help: string | null;
}

/** Where a form belongs and where it goes. */
export interface FormPlace {
  readonly kase: { readonly id: string; readonly reference: string };
  readonly instrument: { readonly title: string; readonly edition: number; readonly definition: unknown };
  /** Saves the draft; the same address with `/submission` after it saves and submits. */
  readonly action: string;
  readonly cancel: string;
  /** Why a supervisor returned the one that this does again. */
  readonly returned?: string | null;
}

export function formPage({ kase, instrument, action, cancel, returned = null }: FormPlace, form: RawForm) {
  const definition = definitionFrom(instrument.definition);
  const questions = itemsOf(definition).map(({ code, question, help }, index): Question => ({
    number: index + 1,
    name: fieldOf(code),
    question,
    help,
  }));
  const sections = definition.sections.map(({ title, items }) => ({
    title,
    questions: questions.filter(({ name }) => items.some(({ code }) => fieldOf(code) === name)),
  }));
  const lists = { modes, answers: answerCodes, bands: riskBands };
  return {
    form,
    kase,
    action,
    cancel,
    returned,
    sections,
    about: definition.about,
    title: instrument.title,
    ...lists,
  };
}

/** What a form is filled with: an assessment as it stands. */
export function valuesOf({
  assessment,
  narrative,
}: Pick<AssessmentFacts, 'assessment' | 'narrative'>): Record<string, unknown> {
  const { mode, answers, professionalBand, version } = assessment;
  const answered = Object.entries(answers).map(([code, answer]) => [fieldOf(code), answer] as const);
  return { version, mode, professionalBand, ...narrative, ...Object.fromEntries(answered) };
}

/** The form as one to be submitted: wrong also where a question is unanswered or a band wants a reason, each by its field. */
export function asSubmission<T>(form: FormOf<T>, instrument: { readonly definition: unknown }): FormOf<T> {
  const definition = definitionFrom(instrument.definition);
  const errors = { ...form.raw.errors, ...lacking(definition, draftIn(form.raw.values, definition)) };
  return Object.keys(errors).length === 0 ? form : { ok: false, raw: { values: form.raw.values, errors } };
}

function draftIn(values: RawForm['values'], definition: Definition): Draft {
  const answers = itemsOf(definition).flatMap(({ code }) => {
    const answer = values[fieldOf(code)];
    return isCode(answerCodes, answer) ? [[code, answer] as const] : [];
  });
  const { professionalBand, rationale } = values;
  return {
    answers: Object.fromEntries(answers),
    professionalBand: isCode(riskBands, professionalBand) ? professionalBand : null,
    rationale: typeof rationale === 'string' ? rationale : null,
  };
}
