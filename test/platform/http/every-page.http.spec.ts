import { roles, type Role } from '../../../src/kernel/actor.js';
import { Csrf } from '../../../src/platform/http/csrf.js';
import { startApp, type TestApp } from '../../support/app.js';
import { pagesOf, pageTemplates, type Seen } from '../../support/pages.js';
import { fillWholeHouse } from '../../support/whole-house.js';

/** Every page that somebody of each role comes to, asked for once, and what holds of all of them. */
interface Shown {
  readonly session: string;
  readonly pages: readonly Seen[];
}

let house: TestApp;
const shown = new Map<Role, Shown>();
beforeAll(async () => {
  house = await startApp();
  const staff = await fillWholeHouse(house);
  // Nobody of the demo is in conflict with anyone.
  await house.database.owner.query(
    `INSERT INTO exclusion (organisation_id, staff_id, client_id, why, made_by)
     SELECT DISTINCT ON (o.id) o.organisation_id, o.id, c.id, 'declared', o.id FROM staff s JOIN team_member m ON m.staff_id = s.id
     JOIN client c USING (team_id) JOIN staff o ON o.organisation_id = s.organisation_id AND o.role = 'advocate' WHERE s.id = $1`,
    [staff.get('supervisor')],
  );
  for (const [role, id] of staff) {
    const session = await house.session(id);
    shown.set(role, { session, pages: await pagesOf(house, session) });
  }
});
afterAll(() => house.stop());

function shownTo(role: Role): Shown {
  const found = shown.get(role);
  if (!found || found.pages.length < 3) throw new Error(`A ${role} came to next to no page`);
  return found;
}

/**
 * Pages that need a record the demo has too few of; their forms get their keys where all others do. The pages of signing in
 * show whoever is signed in nothing: they are looked at by themselves.
 */
const unmet =
  /\/(text|csv)$|\.csv$|^\/$|breaches|terms|new$|review$|edit$|searches|disclosure-log|keys\/:|outgoing|referral-batches\/:|share-overrides\/:|panel-referrals\/:|dangers\/:|\/views\/:|referrals\/:referralId\/seal$|tasks\/:|likenesses\/:|cases\/:caseId\/seen-before|sign-in\/|sso$/;

it('nearly every kind of page is among those that people come to', () => {
  const met = new Set([...shown.values()].flatMap(({ pages }) => pages.map(({ template }) => template)));
  const missed = pageTemplates(house).filter((template) => !met.has(template));
  expect(missed.filter((template) => !unmet.test(template))).toEqual([]);
  expect(missed.length).toBeLessThan(met.size / 3);
});

describe.each(roles.map(({ code }) => code))('every page that a %s is shown', (role) => {
  it('carries a token and a key of its own in each of its forms', () => {
    const { session, pages } = shownTo(role);
    const token = house.app.get(Csrf).tokenOf(session);
    const forms = pages.flatMap(({ path, html }) =>
      (html.match(/<form\b[^>]*method="post"[\s\S]*?<\/form>/gi) ?? []).map((form) => ({ path, form })),
    );
    const bare = forms.filter(({ form }) => !form.includes(`name="_csrf" value="${token}"`));
    const keys = forms.map(({ form }) => /name="_once" value="([0-9a-f-]{36})"/.exec(form)?.[1]);
    expect(bare).toEqual([]);
    expect(new Set(keys).size).toBe(forms.length);
  });

  it('has no name in its title or its address', () => {
    const { pages } = shownTo(role);
    const id = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}';
    const plain = new RegExp(
      `^(/(${id}|[a-z_-]+|\\d{4}(-Q[1-4])?|\\d+))*(\\?[a-zA-Z]+=(${id}|[a-z_0-9]*)(&[a-zA-Z]+=(${id}|[a-z_0-9]*))*)?$`,
    );
    const titles = pages.map(({ html }) => /<title>([\s\S]*?)<\/title>/.exec(html)?.[1]?.trim());
    expect(new Set(titles)).toEqual(new Set(['Work']));
    expect(pages.map(({ path }) => path).filter((path) => !plain.test(path))).toEqual([]);
    expect(plain.test('/cases/Demo-Aster') || plain.test('/cases?name=Demo%20Aster')).toBe(false);
  });
});
