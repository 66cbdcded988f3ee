import { resolve } from 'node:path';
import type { Reading } from './reading.js';

/** Who carries words to clients, and to staff that there is a message. Null: nobody, and Larkspur says so where it is asked to. */
export interface Senders {
  /** An HTTP gateway that takes a text as JSON, with the token in the file. */
  readonly texts: { readonly url: string; readonly tokenFile: string } | null;
  /** A mail server (smtps://user:password@host), and the sender that everyone sees. */
  readonly mail: { readonly url: string; readonly from: string } | null;
}

/** Reads who carries words from here. */
export function readSenders(reading: Reading): Senders {
  return { texts: readTexts(reading), mail: readMail(reading) };
}

function readTexts({ environment, production, faults }: Reading): Senders['texts'] {
  const { TEXT_URL: url, TEXT_TOKEN_FILE: tokenFile } = environment;
  if (url === undefined && tokenFile === undefined) return null;
  const safe = url !== undefined && (url.startsWith('https://') || (!production && URL.canParse(url)));
  if (!safe || !tokenFile) {
    faults.push('TEXT_URL, which begins with https://, and TEXT_TOKEN_FILE go together.');
    return null;
  }
  return { url, tokenFile: resolve(tokenFile) };
}

/** A phone shows the sender before anybody unlocks it. */
const telling = /stalk|larkspur|advoca|victim|abuse|police|refuge|support|safe|isac/i;

function readMail({ environment, faults }: Reading): Senders['mail'] {
  const { MAIL_URL: url, MAIL_FROM: from } = environment;
  if (url === undefined && from === undefined) return null;
  if (!url || !from || !/^smtps?:\/\//.test(url)) {
    faults.push('MAIL_URL, which begins with smtps:// or smtp://, and MAIL_FROM go together.');
    return null;
  }
  if (telling.test(from))
    faults.push(
      'MAIL_FROM must say nothing of who sends: it is seen on locked phones. No name of the service.',
    );
  return { url, from };
}
