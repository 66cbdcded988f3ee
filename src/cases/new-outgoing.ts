import { Injectable } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { NotFound } from '../kernel/errors.js';
import { contactView } from '../parties/party.view.js';
import { Clock } from '../platform/clock.js';
import type { RawForm } from '../platform/http/form.js';
import { outgoingKinds, outgoingMessages } from '../sending/outgoing.codes.js';
import { isSentByMachine, kindsFor } from '../sending/sending.rules.js';
import { Senders } from '../sending/senders.js';
import { clientWords } from '../sending/templates.js';
import { cases } from './case.policy.js';
import { ClientsService } from './clients.service.js';
import { notSetUp } from './outgoing.service.js';

/** What the form of something outgoing begins from: the method it goes to, and what may go that way. */
@Injectable()
export class NewOutgoing {
  constructor(
    private readonly clients: ClientsService,
    private readonly senders: Senders,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound where the form names no method of the client's */
  async of(actor: Person, caseId: string, { values }: RawForm) {
    const { kase, methods } = await this.clients.show(actor, { caseId, permission: cases.send });
    const method = methods.find(({ id }) => id === values['methodId']);
    if (!method) throw new NotFound();
    const kinds = kindsFor(method.channel);
    return {
      reference: kase.reference,
      methodId: method.id,
      method: contactView(method, this.clock.now()),
      kinds: outgoingKinds.filter(({ code }) => kinds.includes(code)),
      hasWords: kinds.some((kind) => isSentByMachine(kind) || kind === 'letter'),
      asksWhen: !kinds.includes('letter'),
      messages: outgoingMessages.map(({ code }) => ({ code, label: clientWords[code] })),
      notSetUp: kinds.every((kind) => this.senders.can(kind)) ? null : notSetUp,
    };
  }
}
