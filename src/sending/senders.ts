import { readFile } from 'node:fs/promises';
import { Inject, Injectable } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import { CONFIG, type Config } from '../config.js';
import type { OutgoingKind } from './outgoing.codes.js';
import { isSentByMachine } from './sending.rules.js';
import { emailSubject, referrerNotice, staffNotice } from './templates.js';

/** No longer than somebody would wait. */
const patience = 20_000;

/** What carries words out of here: the operator's own text gateway and mail server, where there are any. Release alone asks it to. */
@Injectable()
export class Senders {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** Whether this kind of thing can leave at all, as Larkspur is set up. What a person carries always can. */
  can(kind: OutgoingKind): boolean {
    if (!isSentByMachine(kind)) return true;
    return (kind === 'text' ? this.config.texts : this.config.mail) !== null;
  }

  /** @throws Error where it was not taken, or nobody can tell whether it was */
  async send(kind: 'text' | 'email', { to, words }: { to: string; words: string }): Promise<void> {
    if (kind === 'text') await this.text(to, words);
    else await this.mail({ to, subject: emailSubject, words });
  }

  /** Tells somebody who works here that there is something, and not what. Nothing where no mail server is set up. */
  async notify(to: string): Promise<void> {
    if (this.config.mail) await this.mail({ to, ...staffNotice });
  }

  /** Tells whoever referred somebody that there is an answer, and not what, nor of whom. */
  async answer(to: string): Promise<void> {
    await this.mail({ to, ...referrerNotice });
  }

  private async text(to: string, words: string): Promise<void> {
    if (!this.config.texts) throw new Error('No text gateway is set up');
    const { url, tokenFile } = this.config.texts;
    const token = (await readFile(tokenFile, 'utf8')).trim();
    const answer = await fetch(url, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ to, text: words }),
      redirect: 'error', // to nobody whom the operator did not name
      signal: AbortSignal.timeout(patience),
    });
    if (!answer.ok) throw new Error(`The text gateway answered ${String(answer.status)}`);
  }

  private async mail({ to, subject, words }: { to: string; subject: string; words: string }): Promise<void> {
    if (!this.config.mail) throw new Error('No mail server is set up');
    const { url, from } = this.config.mail;
    const transport = createTransport({
      url,
      connectionTimeout: patience,
      greetingTimeout: patience,
      socketTimeout: patience,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    // One recipient as an object: an address with a comma in it is not two.
    await transport.sendMail({ from, to: { name: '', address: to }, subject, text: words, xMailer: false });
  }
}
