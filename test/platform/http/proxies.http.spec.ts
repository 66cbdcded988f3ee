import { startApp } from '../../support/app.js';

/** Whether the address that a request names as the nth hop before this one is believed, as Express asks it. */
async function believedHops(proxies: number): Promise<boolean[]> {
  const house = await startApp(undefined, { proxies });
  const express = house.app.getHttpAdapter().getInstance();
  const believes = express.get('trust proxy fn') as (address: string, hop: number) => boolean; // Express has no type for it
  const hops = [0, 1, 2].map((hop) => believes('203.0.113.7', hop));
  await house.stop();
  return hops;
}

describe('the word of others on where a request came from', () => {
  it('is worth nothing where no proxy of one’s own stands in front', async () => {
    expect(await believedHops(0)).toEqual([false, false, false]);
  });

  it('is believed of as many as the configuration says, and of whoever is before them not', async () => {
    expect(await believedHops(1)).toEqual([true, false, false]);
  });
});
