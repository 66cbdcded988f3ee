import { readConfig } from '../src/config.js';

const secret = 'a1'.repeat(32);
const production = {
  DATABASE_URL: 'postgres://owner@localhost/l',
  LARKSPUR_SECRET: secret,
  PUBLIC_URL: 'https://larkspur.example.org',
  KEY_FILE: '/keys/keys.json',
  ANCHOR_FILE: '/elsewhere/anchors',
  BREACHED_LIST: '/lists/breached',
};

describe('the configuration', () => {
  it('needs nothing to try Larkspur out', () => {
    expect(readConfig({})).toMatchObject({
      production: false,
      port: 3000,
      databaseUrl: null,
      redisUrl: null,
      breachedList: null,
      demo: true,
    });
  });

  it.each([
    ['a database of its own', { DATABASE_URL: 'postgres://owner@localhost/l' }],
    ['an address of its own', { PUBLIC_URL: 'https://larkspur.example.org' }],
    ['a proxy in front', { PROXIES: '1' }],
    ['the embedded database, and NODE_ENV saying so', { NODE_ENV: 'production' }],
  ])('takes %s for production', (_, named) => {
    expect(() => readConfig(named)).toThrow(/KEY_FILE must be set in production/);
  });

  it.each(['Production', 'prod', 'staging', 'test'])('does not guess what NODE_ENV=%s means', (NODE_ENV) => {
    expect(() => readConfig({ NODE_ENV })).toThrow(/^NODE_ENV must be production or development/m);
    expect(() => readConfig({ NODE_ENV })).toThrow(/DATABASE_URL must be set in production/);
  });

  it('is a trial on a database of one’s own where it was told so', () => {
    const mine = { DATABASE_URL: 'postgres://owner@localhost/l', LARKSPUR_SECRET: secret };
    expect(readConfig({ ...mine, NODE_ENV: 'development' })).toMatchObject({ production: false, demo: true });
  });

  it.each(['http://larkspur.example.org', 'http://localhost.example.org', 'http://192.0.2.1'])(
    'refuses to be found at %s, where sessions would be sent in the clear',
    (PUBLIC_URL) => {
      expect(() => readConfig({ NODE_ENV: 'development', PUBLIC_URL })).toThrow(/^PUBLIC_URL must be/);
    },
  );

  it('names every fault at once, each with what to do', () => {
    const read = () => readConfig({ PORT: 'x', DATABASE_URL: 'mysql://here', LARKSPUR_SECRET: 'short' });
    expect(read).toThrow(/PORT must be.*\nLARKSPUR_SECRET must be|LARKSPUR_SECRET must be.*\nPORT must be/s);
    expect(read).toThrow(/DATABASE_URL must begin with postgres:/);
  });

  it('refuses production on the embedded database, and never fills production with a demo', () => {
    expect(() => readConfig({ NODE_ENV: 'production' })).toThrow(/DATABASE_URL must be set in production/);
    expect(() => readConfig({ ...production, ANCHOR_FILE: undefined })).toThrow(/ANCHOR_FILE must be set/);
    expect(readConfig(production).demo).toBe(false);
  });

  it.each([
    ['where it is not said', undefined],
    ['where it is not HTTPS', 'http://larkspur.example.org'],
    ['where it has a path', 'https://larkspur.example.org/casework'],
    ['where it is no address', 'larkspur'],
  ])('refuses production without its address: %s', (_, PUBLIC_URL) => {
    expect(() => readConfig({ ...production, PUBLIC_URL })).toThrow(/PUBLIC_URL must be/);
  });

  it('refuses a database of one’s own without a secret of one’s own', () => {
    expect(() => readConfig({ DATABASE_URL: 'postgres://owner@localhost/l' })).toThrow(
      /LARKSPUR_SECRET must be set where DATABASE_URL is/,
    );
  });

  it('refuses production where nobody said who keeps the keys, and a key service that is not reached safely', () => {
    const unsaid = () => readConfig({ ...production, KEY_FILE: undefined });
    expect(unsaid).toThrow(/KEY_FILE must be set in production/);
    const plain = { KEY_SERVICE_URL: 'http://vault.example/v1/transit' };
    expect(() => readConfig(plain)).toThrow(
      /KEY_SERVICE_URL must begin with https.*\nKEY_SERVICE_TOKEN_FILE/,
    );
  });

  it('refuses production where nobody said whether there is a list of breached passwords', () => {
    expect(() => readConfig({ ...production, BREACHED_LIST: undefined })).toThrow(
      /^BREACHED_LIST must name the list.*or be `none`, which says that there is none\.$/,
    );
    expect(readConfig({ ...production, BREACHED_LIST: 'none' }).breachedList).toBeNull();
    expect(readConfig(production).breachedList).toBe('/lists/breached');
  });

  it.each(['ANCHOR_URL', 'LOG_URL'])('refuses in production that %s be sent to in the clear', (name) => {
    expect(() => readConfig({ ...production, [name]: 'http://logs.example' })).toThrow(
      `${name} must begin with https:// in production.`,
    );
    expect(() => readConfig({ [name]: 'logs' })).toThrow(`${name} must be an address, or be left out.`);
  });

  it('keeps the keys beside the embedded database unless told otherwise', () => {
    expect(readConfig({ DATA_DIR: '/invented' }).keys).toEqual({
      file: '/invented/keys.json',
      service: null,
    });
  });
});
