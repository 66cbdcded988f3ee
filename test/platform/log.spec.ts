import { factsOf, logCode } from '../../src/platform/log.js';

describe('the log', () => {
  it('hides what has not the shape of an id or a code', () => {
    expect(logCode('order.served')).toBe('order.served');
    expect(logCode('1c39ae30-ec4a-4ffb-a8d5-53ef7dfd26a8')).toBe('1c39ae30-ec4a-4ffb-a8d5-53ef7dfd26a8');
    expect(logCode('Invented Bramble')).toBe('[hidden]');
    expect(logCode('Aster.Bramble')).toBe('[hidden]');
    expect(logCode('invented@demo.invalid')).toBe('[hidden]');
  });

  it('says of an error what kind it was and where, and nothing that it says', () => {
    const error = Object.assign(new Error('Key (email)=(invented@demo.invalid)\n    at 12 Invented Lane'), {
      code: '23505',
      detail: 'Invented Bramble',
      parameters: ['Invented Bramble'],
    });
    const facts = factsOf(error);
    expect(facts).toMatchObject({ kind: 'Error', code: '23505' });
    expect(facts['at']).toContain('log.spec');
    expect(JSON.stringify(facts)).not.toMatch(/Invented|invented/);
  });
});
