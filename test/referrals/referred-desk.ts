import type { Person } from '../../src/kernel/actor.js';
import { openSafeguardsDesk, type SafeguardsDesk } from '../safeguards/safeguards-desk.js';
import { aReferralForm, someone } from '../support/referral-forms.js';

export interface Referred {
  readonly id: string;
  readonly clientId: string;
  readonly methodId: string;
}

export const said = {
  ...{ safe: 'yes', voicemailSafe: 'no', deviceWatched: 'no', withheldNumber: 'yes', hours: 'any_time' },
};
export const verification = { ...said, sayWeAre: 'The library', verifiedOn: '2026-03-03' };

/** A service at whose desks a referral is worked on before there is a case: how its person is reached, on pages and in the API. */
export class ReferredDesk {
  private constructor(readonly desk: SafeguardsDesk) {}

  referral: Referred = { id: '', clientId: '', methodId: '' };

  static async open(): Promise<ReferredDesk> {
    return new ReferredDesk(await openSafeguardsDesk());
  }

  as(who: Person) {
    return this.desk.house.as(who.userId);
  }

  /** A referral that came with a number nobody has verified: the one that all is done to from here on. */
  async receive(by: Person, changes: object = {}): Promise<Referred> {
    const form = aReferralForm({
      ...someone(),
      verifiedOn: undefined,
      sameAs: 'someone_else',
      ...changes,
    });
    const { body } = await (await this.as(by)).post('/api/v1/referrals').send(form).expect(201);
    const row = await this.desk.row(
      'SELECT r.client_id, m.id FROM referral r JOIN contact_method m USING (client_id) WHERE r.id = $1',
      String(body.id),
    );
    this.referral = {
      id: String(body.id),
      clientId: String(row?.['client_id']),
      methodId: String(row?.['id']),
    };
    return this.referral;
  }

  page(rest = ''): string {
    return `/referrals/${this.referral.id}/contact-methods${rest}`;
  }

  api(rest = ''): string {
    return `/api/v1${this.page(rest)}`;
  }

  ofMethod(act: string): string {
    return `/${this.referral.methodId}${act && `/${act}`}`;
  }

  method(id = this.referral.methodId) {
    return this.desk.row('SELECT * FROM contact_method WHERE id = $1', id);
  }

  async version() {
    return (await this.method())?.['version'];
  }

  async verify(by: Person, changes: object = {}) {
    return (await this.as(by))
      .post(this.api(this.ofMethod('verification')))
      .send({ ...verification, version: await this.version(), ...changes });
  }

  /** A supervisor decides it. */
  async decide(decision: object): Promise<{ caseId: string | null }> {
    const { id } = this.referral;
    const row = await this.desk.row('SELECT version FROM referral WHERE id = $1', id);
    const { body } = await (
      await this.as(this.desk.supervisor)
    )
      .post(`/api/v1/referrals/${id}/decision`)
      .send({ version: row?.['version'], ...decision })
      .expect(200);
    return body as { caseId: string | null }; // the body's shape
  }
}
