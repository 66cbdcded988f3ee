import { inWords } from '../kernel/plain-date.js';
import type { Correspondence } from './foi-letters.queries.js';
import type { FoiRequest } from './request.entity.js';

export interface CorrespondenceView {
  readonly id: string;
  readonly reference: string;
  readonly name: string;
  readonly address: readonly string[];
  /** The letters as they came, the first first. */
  readonly letters: readonly { readonly heading: string; readonly lines: readonly string[] }[];
}

export function correspondenceView({
  request,
  correspondence,
}: {
  request: FoiRequest;
  correspondence: Correspondence;
}): CorrespondenceView {
  const { name, address, letter, clarifications } = correspondence;
  return {
    id: request.id,
    reference: request.reference,
    name,
    address: linesOf(address),
    letters: [
      { heading: `The letter, ${inWords(request.receivedOn)}`, lines: linesOf(letter) },
      ...clarifications.map((each) => ({
        heading: `The clarification, ${inWords(each.receivedOn)}`,
        lines: linesOf(each.letter),
      })),
    ],
  };
}

function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}
