import type { RawForm } from '../platform/http/form.js';
import { formPage, valuesOf, type FormPlace } from './assessment-form.view.js';
import type { Instrument } from './instrument.entity.js';
import type { Beginning } from './risk.service.js';

/**
 * The instrument a new assessment is begun with: the one asked for, else that of the assessment it does again, else
 * the only one in use; null where someone has to choose.
 */
export function instrumentFor({ instruments, returned }: Beginning, asked?: string): Instrument | null {
  if (asked !== undefined) return instruments.find(({ id }) => id === asked) ?? null;
  const same = returned && instruments.find(({ id }) => id === returned.instrument.id);
  return same ?? (instruments.length === 1 ? (instruments[0] ?? null) : null);
}

export function chooserPage({ kase, instruments, returned }: Beginning) {
  return {
    kase,
    correcting: returned?.assessment.id ?? null,
    choices: instruments.map(({ id, title, edition, licenceNote }) => ({
      id,
      title,
      edition,
      licence: licenceNote,
    })),
  };
}

/** What a new form is filled with: nothing but its instrument, or the answers of the assessment it does again. */
export function firstValues({ returned }: Beginning, instrument: Instrument): Record<string, unknown> {
  const ids = { instrumentId: instrument.id, correctsId: returned?.assessment.id };
  if (returned?.instrument.id !== instrument.id) return ids;
  const { version: _, ...values } = valuesOf(returned);
  return { ...values, ...ids };
}

export function newFormPage(beginning: Beginning, instrument: Instrument, form: RawForm) {
  const { kase, returned } = beginning;
  const place: FormPlace = {
    kase,
    instrument,
    action: `/cases/${kase.id}/assessments`,
    cancel: `/cases/${kase.id}`,
    returned: returned?.review?.reason ?? null,
  };
  return formPage(place, form);
}
