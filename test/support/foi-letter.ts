import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Requests {
  readonly requests: readonly { readonly id: string; readonly text: string }[];
}

/** The real request that the Metropolitan Police answered in 2022, from the shared cases beside the project. */
export function metLetter(): string {
  const file = join(import.meta.dirname, '../../../shared/foi/requests.json');
  const { requests } = JSON.parse(readFileSync(file, 'utf8')) as Requests; // the file's own shape
  const letter = requests.find(({ id }) => id === 'met-2022')?.text;
  if (!letter) throw new Error('The request met-2022 is missing from the shared cases');
  return letter;
}
