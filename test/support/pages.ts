import request from 'supertest';
import type { TestApp } from './app.js';
import { routesOf } from './routes.js';

/** A page as someone was shown it. */
export interface Seen {
  readonly path: string;
  /** The route's template, such as '/cases/:caseId'. */
  readonly template: string;
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * The pages someone comes to by following links: at most so many of each template and act, so
 * that every kind of page is among them and no kind fills the list.
 */
export async function pagesOf(house: TestApp, session: string, { each = 4 } = {}): Promise<Seen[]> {
  const templates = pageTemplates(house);
  const seen: Seen[] = [];
  // Besides what is linked, each page that is about nothing in particular, and everything of one's teams.
  const waiting = [
    '/home',
    '/cases?whose=team&state=all',
    ...templates.filter((each) => !each.includes(':')),
    ...(await pagesOfOrders(house)),
  ];
  const met = new Set(waiting);
  const counts = new Map<string, number>();
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const template = templateOf(path, templates);
    const kind = `${template} ${/act=\w+/.exec(path)?.[0] ?? ''}`;
    // Few cases have a breach or a draft, and only from them does one come to those.
    const most = template === '/cases/:caseId' ? 10 * each : each;
    if (template === '' || (counts.get(kind) ?? 0) >= most) continue;
    const answer = await request(house.app.getHttpServer()).get(path).set('Cookie', `session=${session}`);
    if (answer.status !== 200 || !answer.type.includes('html')) continue;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    seen.push({ path, template, html: answer.text, headers: answer.headers });
    for (const link of linksIn(answer.text, path).filter((found) => !met.has(found))) {
      met.add(link);
      waiting.push(link);
    }
  }
  return seen;
}

/** Few cases have an order, or so much in them that their lists are linked: these are asked for, and hidden from most. */
async function pagesOfOrders({ database }: TestApp): Promise<string[]> {
  const { rows } = await database.owner.query<{ path: string }>(
    `SELECT '/cases/' || case_id || rest AS path FROM protection_order,
       unnest(ARRAY['/orders/' || id, '/notes', '/contacts', '/history']) rest ORDER BY case_id LIMIT 80`,
  );
  return rows.map(({ path }) => path);
}

/** Every template that answers GET with a page. */
export function pageTemplates(house: TestApp): string[] {
  const looks = routesOf(house.app).filter(({ method }) => method === 'GET');
  return looks.map(({ template }) => template).filter((template) => !/^\/(api|assets|health)/.test(template));
}

/** The template an address belongs to; of two, the one that spells out more of it, as '/cases/new' before '/cases/:id'. */
export function templateOf(path: string, templates: readonly string[]): string {
  const [place = ''] = path.split('?');
  const fits = templates.filter((each) => new RegExp(`^${each.replace(/:\w+/g, '[^/]+')}$`).test(place));
  return fits.toSorted((one, other) => one.split(':').length - other.split(':').length)[0] ?? '';
}

function linksIn(html: string, path: string): string[] {
  return [...html.matchAll(/<a\b[^>]*\bhref="([^"#]+)"/g)]
    .map(([, href = '']) => new URL(href.replaceAll('&amp;', '&'), `http://here${path}`))
    .filter(({ host }) => host === 'here')
    .map(({ pathname, search }) => pathname + search);
}
