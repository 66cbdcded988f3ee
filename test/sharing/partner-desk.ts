import type { Person } from '../../src/kernel/actor.js';
import { addDays, plainDate, type PlainDate } from '../../src/kernel/plain-date.js';
import { openAdvocateDesk, type AdvocateDesk } from '../support/advocate-desk.js';
import { Given } from '../support/given.js';
import type { CaseIds } from '../support/given-cases.js';
import { givenAnAgency } from '../support/given-sharing.js';

type Browser = AdvocateDesk['browser'];

/** An advocate who shares with an agency, two of whom have accounts of their own, in a case that is new for each test. */
export class PartnerDesk {
  kase!: CaseIds;

  private constructor(
    readonly desk: AdvocateDesk,
    readonly agency: string,
    readonly today: PlainDate,
  ) {}

  get tomorrow(): PlainDate {
    return addDays(this.today, 1);
  }

  static async open(): Promise<PartnerDesk> {
    const desk = await openAdvocateDesk();
    const agency = await givenAnAgency(desk.house.database.owner, desk.advocate, { name: 'Invented Homes' });
    // The database's own clock says when a view is over: this desk works on its day.
    const day = await desk.row(`SELECT (now() AT TIME ZONE 'Europe/London')::date::text AS day`);
    return new PartnerDesk(desk, agency, plainDate(String(day?.['day'])));
  }

  get owner() {
    return this.desk.house.database.owner;
  }

  async aPartner(name: string): Promise<{ person: Person; browser: Browser }> {
    const person = await new Given(this.owner).staff('partner', this.desk.organisation, { name });
    await this.acts('supervisor', 'members', { staffId: person.userId });
    await this.acts('outsider', `members/${await this.membershipOf(person)}/confirmation`);
    return { person, browser: await this.desk.house.as(person.userId) };
  }

  /** What either supervisor says of who is of the agency. */
  async acts(who: 'supervisor' | 'outsider', path: string, body: object = {}) {
    const browser = await this.desk.house.as(this.desk[who].userId);
    return browser.post(`/api/v1/agencies/${this.agency}/${path}`).send(body);
  }

  async membershipOf({ userId }: Person): Promise<string> {
    const row = await this.desk.row(
      'SELECT id FROM agency_member WHERE staff_id = $1 AND ended_at IS NULL',
      userId,
    );
    return String(row?.['id']);
  }

  async begin(): Promise<void> {
    this.setClock(this.today);
    this.kase = await this.desk.aCase();
  }

  setClock(day: PlainDate): void {
    this.desk.house.clock.set(`${day}T10:00:00Z`);
  }

  path(rest: string): string {
    return `/api/v1/cases/${this.kase.caseId}/${rest}`;
  }

  send(path: string, body: object) {
    return this.desk.browser.post(this.path(path)).send(body);
  }

  answers(value: string, facts: object = { purpose: 'share_agency', agencyId: this.agency }) {
    return this.send('consents', { ...facts, value, how: 'by_phone', givenOn: this.today });
  }

  view(partner: Person, facts: object = {}) {
    return this.send('views', {
      ...{ partnerId: partner.userId, risk: 'Invented: high.', why: 'Invented: to fit a lock.' },
      ...{ untilOn: this.tomorrow, ...facts },
    });
  }

  /** Something that a partner may look at, with consent. */
  async shared(partner: Person, facts: object = {}): Promise<string> {
    await this.answers('given').expect(201);
    return String((await this.view(partner, facts).expect(201)).body.id);
  }

  /** What the case's own worker sees of it. */
  async log(id: string): Promise<{ version: number; lookedAtBy: object }> {
    const { body } = await this.desk.browser.get(this.path(`shares/${id}`)).expect(200);
    return body as { version: number; lookedAtBy: object }; // as its page of the API says
  }

  async keyDestroyedAt(id: string): Promise<unknown> {
    const key = await this.desk.row('SELECT destroyed_at AS at FROM data_key WHERE id = $1', id);
    return key?.['at'];
  }

  async anAddress(value: string): Promise<string> {
    const address = { whose: 'client', kind: 'home', value };
    return String((await this.send('addresses', address).expect(201)).body.id);
  }

  put(id: string, facts: object) {
    const why = 'Invented: to fit a lock there.';
    return this.send(`shares/${id}/addresses`, { basis: 'client_agreed', why, ...facts });
  }
}
