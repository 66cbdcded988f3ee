import { Injectable } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { contactLists } from '../parties/contact.codes.js';
import type {
  ContactMethodForm,
  EndingForm,
  ReplacementForm,
  VerificationForm,
  WarningForm,
} from '../parties/contact.dto.js';
import { contactView, safetyTyped, versionView } from '../parties/party.view.js';
import type { ContactRecord } from '../parties/party.queries.js';
import { inDigits } from '../parties/worded.view.js';
import { Clock } from '../platform/clock.js';
import { emptyForm, filledForm, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page, type Redirect } from '../platform/page/page.js';
import { ContactMethodsService, type WhichMethod } from './contact-methods.service.js';
import type { Met, Where } from './where-met.js';

type Answer = Promise<Page | Redirect>;

/** The pages of the ways to reach a client: the same in a case and in a referral, whose routes say in which. */
@Injectable()
export class ContactMethodPages {
  constructor(
    private readonly methods: ContactMethodsService,
    private readonly clock: Clock,
  ) {}

  async adding(actor: Person, where: Where, form: RawForm = emptyForm): Promise<Page> {
    const place = placeOf(where, await this.methods.met(actor, where));
    return page('cases/pages/contact-method.njk', { form, place, lists: contactLists });
  }

  add(actor: Person, where: Where, form: FormOf<ContactMethodForm>): Answer {
    return submit(form, {
      act: async (method) => {
        await this.methods.add(actor, where, method);
        return seeOther(where.href);
      },
      again: (raw) => this.adding(actor, where, raw),
    });
  }

  async record(actor: Person, which: WhichMethod, asked: unknown): Promise<Page> {
    const { met, method, said } = await this.methods.show(actor, which, asked);
    const paged = { ...said, rows: said.rows.map(versionView) };
    return page('cases/pages/contact-method-record.njk', { ...this.about(which, met, method), paged });
  }

  async verifying(actor: Person, which: WhichMethod, again?: RawForm): Promise<Page> {
    const { met, method } = await this.methods.show(actor, which);
    const typed = { ...safetyTyped(method), verifiedOn: inDigits(this.clock.today()) };
    const form = again ?? filledForm(typed);
    return page('cases/pages/verification.njk', { form, ...this.about(which, met, method) });
  }

  verify(actor: Person, which: WhichMethod, form: FormOf<VerificationForm>): Answer {
    return submit(form, {
      act: async (verification) => {
        await this.methods.verify(actor, which, verification);
        return seeOther(which.where.href);
      },
      again: (raw) => this.verifying(actor, which, raw),
    });
  }

  async warning(actor: Person, which: WhichMethod, form: RawForm = emptyForm): Promise<Page> {
    const { met, method } = await this.methods.show(actor, which);
    return page('cases/pages/contact-warning.njk', { form, ...this.about(which, met, method) });
  }

  warn(actor: Person, which: WhichMethod, form: FormOf<WarningForm>): Answer {
    return submit(form, {
      act: async (warning) => {
        await this.methods.warn(actor, which, warning);
        return seeOther(which.where.href);
      },
      again: (raw) => this.warning(actor, which, raw),
    });
  }

  async replacing(actor: Person, which: WhichMethod, form: RawForm = emptyForm): Promise<Page> {
    const { met, method } = await this.methods.show(actor, which);
    return page('cases/pages/contact-replacement.njk', { form, ...this.about(which, met, method) });
  }

  replace(actor: Person, which: WhichMethod, form: FormOf<ReplacementForm>): Answer {
    return submit(form, {
      act: async (replacement) => {
        await this.methods.replace(actor, which, replacement);
        return seeOther(which.where.href);
      },
      again: (raw) => this.replacing(actor, which, raw),
    });
  }

  end(actor: Person, which: WhichMethod, form: FormOf<EndingForm>): Answer {
    return submit(form, {
      act: async (ending) => {
        await this.methods.end(actor, which, ending);
        return seeOther(which.where.href);
      },
      again: (raw) => this.replacing(actor, which, raw),
    });
  }

  private about({ where }: WhichMethod, met: Met, method: ContactRecord) {
    const { id: methodId, version } = method;
    const shown = contactView(method, this.clock.now());
    return { place: placeOf(where, met), methodId, version, lists: contactLists, method: shown };
  }
}

function placeOf({ called, href }: Where, { reference }: Met) {
  return { called, href, reference };
}
