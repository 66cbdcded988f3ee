import type { Person, Role } from '../../src/kernel/actor.js';
import type { Permission } from '../../src/kernel/policy.js';
import { addressOf } from '../support/routes.js';
import { ask, asVisitor, withSession, type Answer, type Asked, type Headers } from './asking.js';
import { bodyFor, queryFor } from './bodies.js';
import type { Asker } from './people.js';
import { accessOf, type Handled } from './routes.js';
import { relations, type Names, type Relation, type World } from './world.js';

/** What a route is about, and so what a record can be to whoever asks. */
export type Kind = 'case' | 'safeguard' | 'erasure' | 'office' | 'body' | 'list' | 'plain';

/**
 * How an answer is written in the table: `+` shown or done, a digit a page with so many forms on it, `r` let in and refused by a rule, `-` exactly as what does not exist,
 * `d` as what does not exist and yet otherwise, `i` told to sign in, `s` told to show a second step. Of a list: `c` a case is on it,
 * `+` something else of this is, `.` nothing is. Of what a body names: `u` exactly as what does not exist. `!` is a fault, and nowhere in the table.
 */
type Digit = '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9';
export type Code = Digit | '+' | 'r' | '-' | 'd' | 'i' | 's' | 'c' | '.' | 'u' | '!';

export function kindOf({ method, template }: Handled): Kind {
  if (/:(caseId|referralId|assessmentId)/.test(template)) return 'case';
  if (/:(exclusionId|emergencyId)/.test(template)) return 'safeguard';
  // What anybody may send, and a kind of task, is the same to everybody, and about nobody.
  if (/^\/forms\/|task-rules\//.test(template)) return 'plain';
  // What is in a blind spot is a list, by a name that is everybody's.
  if (template.includes(':spot')) return 'list';
  if (template.includes(':erasureId')) return 'erasure';
  if (template.includes(':')) return 'office';
  if (method === 'POST' && /\/(emergency-access|referrals|dangers)$/.test(template)) return 'body';
  // Whether the house is well differs from one moment to the next, and is about nobody.
  return method === 'GET' && template !== '/health' ? 'list' : 'plain';
}

const whereOf: Readonly<Record<Kind, readonly Relation[]>> = {
  case: relations,
  body: relations,
  list: relations,
  safeguard: ['own', 'over', 'other_team', 'other_service', 'sealed', 'excluded'],
  erasure: ['own', 'team', 'over', 'other_team', 'other_service', 'sealed', 'excluded'],
  office: ['own', 'team', 'over', 'other_service'],
  plain: ['own'],
};

/** What the thing a route names can be, in the order of its cell. */
export function relationsTo(route: Handled): readonly Relation[] {
  return whereOf[kindOf(route)];
}

/** Whether the guard ever lets this asker through. */
export function mayCome(route: Handled, asker: Asker): boolean {
  const access = accessOf(route);
  if (access === 'anyone') return true;
  if (access === undefined || asker === 'anonymous') return false;
  if (access === 'anyone_signed_in') return asker !== 'aggregates' && asker !== 'send_referrals';
  const { roles, scopes = [] }: Permission = access;
  return [...roles, ...scopes].some((each) => each === asker);
}

/** Asks of one route as one person, and says how it was answered for each of what the record can be. */
export class Cells {
  private readonly seen = new Map<string, Answer>();
  private readonly nothing = new Map<string, Answer>();

  constructor(
    private readonly world: World,
    private readonly stale: ReadonlyMap<Role, Person>,
  ) {}

  async of(route: Handled, asker: Asker, relation: Relation): Promise<Code> {
    const names = this.world.names(asker, relation) ?? {};
    const answer = await this.asked(route, asker, names);
    const kind = kindOf(route);
    if (kind === 'list' && answer.status < 300) return listed(answer.text, names);
    if (kind === 'plain' || kind === 'list' || (kind === 'body' && !mayCome(route, asker)))
      return codeOf(route, answer);
    const unknown = await this.unknown(route, asker);
    if (kind === 'body')
      return sameBut(answer, names) === sameBut(unknown, this.world.unknown(asker))
        ? 'u'
        : codeOf(route, answer);
    const code = codeOf(route, answer);
    return code === '-' && answer.whole !== unknown.whole ? 'd' : code;
  }

  /** The status that a case of another team is answered with. */
  async hidden(route: Handled): Promise<number> {
    return (await this.asked(route, 'advocate', this.world.names('advocate', 'other_team') ?? {})).status;
  }

  /** As who asks for what could be no id is answered. */
  malformed(route: Handled, asker: Asker): Promise<Answer> {
    const names = Object.entries(this.world.unknown(asker));
    const unlike = names.map(([name, value]) => [name, /Id$/.test(name) ? 'not-an-id' : value]);
    return this.sent(route, Object.fromEntries(unlike) as Names, this.headersOf(asker)); // the same names
  }

  /** The same, remembering nothing of what was answered before. */
  afresh(): Cells {
    return new Cells(this.world, this.stale);
  }

  /** How somebody is answered who showed their second factor a while ago, about something of their own. */
  async staleOf(route: Handled): Promise<Code | ' '> {
    const access = accessOf(route);
    const role = typeof access === 'object' ? access.roles[0] : 'advocate';
    const person = role && this.stale.get(role);
    if (!role || !person) return ' ';
    const headers = withSession(this.world.house, person.token.reveal());
    const code = codeOf(route, await this.sent(route, this.world.names(role, 'own') ?? {}, headers));
    return /\d/.test(code) ? '+' : code; // how much a page offers is told of others
  }

  /** As who asks for an id of nothing is answered. Where a body is looked at first, the record would be hidden by nothing. */
  async unknown(route: Handled, asker: Asker): Promise<Answer> {
    const key = `${asker} ${route.method} ${route.template}`;
    const known =
      this.nothing.get(key) ?? (await this.sent(route, this.world.unknown(asker), this.headersOf(asker)));
    this.nothing.set(key, known);
    return known;
  }

  /** What names nothing in its address is looked at once, whatever is then looked for in it. */
  private async asked(route: Handled, asker: Asker, names: Names): Promise<Answer> {
    if (kindOf(route) !== 'list') return this.sent(route, names, this.headersOf(asker));
    const key = `${asker} ${route.template}`;
    const seen = this.seen.get(key) ?? (await this.sent(route, names, this.headersOf(asker)));
    this.seen.set(key, seen);
    return seen;
  }

  /** A key may be used sixty times a minute, and a line may send ten forms an hour: the matrix does more. */
  private async sent({ method, template }: Handled, names: Names, headers: Headers): Promise<Answer> {
    const { colleague, deputy, supervisor, newcomer, person, team } = this.world.people;
    const staff = { colleagueId: colleague.userId, deputyId: deputy.userId, leadId: supervisor.userId };
    const partners = { partnerId: person.partner.userId, newcomerId: newcomer.userId };
    const { referredMethodId = '', referredMethodVersion = '' } = names;
    const referred = { methodId: referredMethodId, methodVersion: referredMethodVersion };
    const met = /\/referrals\/.*:methodId/.test(template) ? referred : {};
    const all = { spot: 'danger', ...names, ...staff, ...partners, teamId: team, ...met };
    const path = addressOf(template, all) + queryFor(template, all);
    const { owner } = this.world.house.database;
    if (headers['authorization']) await owner.query('DELETE FROM service_key_use');
    if (template.startsWith('/forms/')) await owner.query('DELETE FROM intake_turn');
    const request: Asked = { method, path, headers, body: bodyFor(path, all) };
    const answer = await ask(this.world.house, request);
    // Two changes of the same row met: what is asked here is not which of them waits.
    return answer.status === 409 && /busy/.test(answer.text)
      ? this.sent({ method, template } as Handled, names, headers)
      : answer;
  }

  private headersOf(asker: Asker): Headers {
    const { person, key } = this.world.people;
    if (asker === 'anonymous') return asVisitor();
    if (asker === 'aggregates' || asker === 'send_referrals')
      return { ...asVisitor(), authorization: `Bearer ${key[asker]}` };
    return withSession(this.world.house, person[asker].token.reveal());
  }
}

/** A change that came as far as its commit was answered 503 there: see held.ts. */
function codeOf(route: Handled, { status, location, text }: Answer): Code {
  if (status === 401) return /step-up-required|second step again/.test(text) ? 's' : 'i';
  if (location.startsWith('/step-up?')) return 's';
  if (location === '/sign-in' && accessOf(route) !== 'anyone') return 'i';
  if (status === 404) return '-';
  if (status < 400 || status === 503) return offering(text);
  if (status < 500 && status !== 403 && status !== 429) return 'r';
  return '!';
}

/** A page by how many forms that change something it offers, beside the one to sign out. */
function offering(text: string): Code {
  const forms = [...text.matchAll(/<form\b[^>]*\bmethod="post"[^>]*>/g)];
  const offered = forms.filter(([tag]) => !tag.includes('"/sign-out"')).length;
  return offered === 0 ? '+' : (String(Math.min(offered, 9)) as Digit); // one digit
}

const ofCases = ['caseId', 'referralId', 'orderId', 'methodId', 'breachId', 'assessmentId'];
const ofSafeguards = ['exclusionId', 'emergencyId', 'erasureId', 'reference', 'fullName'];

function listed(text: string, names: Names): Code {
  const on = (of: readonly string[]) => of.some((name) => names[name] && text.includes(names[name]));
  if (on([...ofCases, ...ofSafeguards])) return 'c';
  const ids = Object.keys(names).filter((name) => name.endsWith('Id') && !ofCases.includes(name));
  return on(ids) ? '+' : '.';
}

/** An answer without what was typed, which a form shows again. */
function sameBut({ whole }: Answer, names: Names): string {
  const typed = ['reference', 'fullName', 'bornOn', 'phone'].map((name) => names[name] ?? '').filter(Boolean);
  const plain = typed.reduce((text, word) => text.replaceAll(word, 'typed'), whole);
  return plain.replaceAll(/"content-length","\d+"/g, '');
}
