/** Every operation of the API as something that sqlmap can try: a star stands after whatever a caller may choose. */
export async function targets({ base }, cookies) {
  const { paths, components } = await (await fetch(`${base}/api/openapi.json`)).json();
  const ids = await idsOf(base, cookies);
  const found = [];
  for (const [path, byMethod] of Object.entries(paths).filter(([path]) => path.startsWith('/api/v1/')))
    for (const [method, operation] of Object.entries(byMethod))
      if (path !== '/api/v1/session')
        found.push(...starred({ base, path, method, operation, schemas: components?.schemas ?? {}, ids }));
  return Promise.all(found.map(async (target) => ({ ...target, cookie: await whoMay(target, cookies) })));
}

/** Ids of records that there are, by the name a path gives them. */
async function idsOf(base, cookies) {
  const first = async (path, role) => {
    const answer = await fetch(`${base}${path}`, { headers: { Cookie: cookies[role] ?? '' } });
    return (await answer.text()).match(/"id":"([0-9a-f-]{36})"/)?.[1];
  };
  return {
    caseId: await first('/api/v1/cases', 'Supervisor'),
    referralId: await first('/api/v1/referrals', 'Supervisor'),
    requestId: await first('/api/v1/foi/requests', 'FOI officer'),
    contractId: await first('/api/v1/contracts', 'Commissioner'),
  };
}

const nowhere = '00000000-0000-4000-8000-000000000000';

function starred({ base, path, method, operation, schemas, ids }) {
  const parameters = operation.parameters ?? [];
  const filled = (star) =>
    path.replace(/\{(\w+)\}/g, (_, name) => `${ids[name] ?? (name.endsWith('Id') ? nowhere : '1')}${star}`);
  const names = parameters.filter((each) => each.in === 'query').map(({ name }) => name);
  const schema = resolved(operation.requestBody?.content?.['application/json']?.schema, schemas);
  const body = schema && bodyOf(schema, schemas);
  const name = `${method} ${path}`;
  const whole = { name, method: method.toUpperCase(), plain: `${base}${filled('')}` };
  const listed =
    method === 'get' ? [...new Set([...names, 'page'])].map((each) => `${each}=1*`).join('&') : '';
  const target = { ...whole, url: `${base}${filled(body ? '' : '*')}${listed && `?${listed}`}`, body };
  return target.url.includes('*') || body?.includes('*') ? [target] : [];
}

function resolved(schema, schemas) {
  return schema?.$ref ? schemas[schema.$ref.split('/').at(-1)] : schema;
}

function bodyOf({ properties = {} }, schemas) {
  const values = Object.entries(properties).map(([name, given]) => [name, valueOf(resolved(given, schemas))]);
  return JSON.stringify(Object.fromEntries(values));
}

/** Words get a star; what must be a code, a day or a number would only be refused, and so is sent as it should be. */
function valueOf({ type, enum: codes, format, minimum }) {
  if (codes) return codes[0];
  if (format === 'date') return '2026-03-03';
  if (format === 'uuid') return `${nowhere}*`;
  if (type === 'integer' || type === 'number') return minimum ?? 1;
  if (type === 'array') return [];
  return type === 'object' ? {} : 'Invented words*';
}

/** The cookie of the first account for whom the address is there. */
async function whoMay({ plain, method, body }, cookies) {
  for (const cookie of Object.values(cookies)) {
    const headers = { Cookie: cookie, 'Content-Type': 'application/json' };
    const { status } = await fetch(plain, { method, headers, ...(body ? { body: '{}' } : {}) });
    if (status !== 404 && status !== 401) return cookie;
  }
  return Object.values(cookies)[0];
}
