import { StreamableFile } from '@nestjs/common';

const types = {
  csv: 'text/csv; charset=utf-8; header=present',
  txt: 'text/plain; charset=utf-8',
  ics: 'text/calendar; charset=utf-8',
} as const;

/** Text as a file to keep, never shown in place. Its name is seen on shared computers, so it is of no person. */
export function download(text: string, name: string, ending: keyof typeof types): StreamableFile {
  return new StreamableFile(Buffer.from(text, 'utf8'), {
    type: types[ending],
    disposition: `attachment; filename="${name}.${ending}"`,
  });
}
