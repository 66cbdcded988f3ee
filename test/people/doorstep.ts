import request from 'supertest';
import type { Person, Role } from '../../src/kernel/actor.js';
import { startApp, type TestApp } from '../support/app.js';
import { Given } from '../support/given.js';
import { codeOf, givenAnApp, givenPassword, post, signIn } from '../support/signing-in.js';

export type Browser = ReturnType<typeof request.agent>;
export type Account = Person & { readonly email: string };

/** A house with one organisation, seen from outside: browsers that nobody has signed in with, and people who are about to. */
export class Doorstep {
  private constructor(
    readonly house: TestApp,
    readonly given: Given,
    readonly organisation: string,
  ) {}

  static async open(...how: Parameters<typeof startApp>): Promise<Doorstep> {
    const house = await startApp(...how);
    const given = new Given(house.database.owner);
    return new Doorstep(house, given, await given.organisation());
  }

  /** At that moment, as if nobody had failed to sign in before. */
  async anew(now: string): Promise<void> {
    this.house.clock.set(now);
    await this.house.database.owner.query('DELETE FROM sign_in_attempt');
  }

  browser(): Browser {
    return request.agent(this.house.app.getHttpServer());
  }

  /** Someone with a password, and no second step yet. */
  async newcomer(role: Role = 'advocate'): Promise<Account> {
    const person = await this.given.staff(role, this.organisation, { password: true });
    return { ...person, email: await this.given.emailOf(person) };
  }

  /** Someone with a password and an authenticator app. */
  async someone(role: Role = 'advocate'): Promise<Account> {
    const person = await this.newcomer(role);
    await givenAnApp(this.house.database.owner, person);
    return person;
  }

  /** A browser in which someone's password was right, and where that led. */
  async halfWay({ email }: Account, agent = this.browser()): Promise<{ agent: Browser; to: string }> {
    const answer = await post(agent, '/sign-in', { email, password: givenPassword }).expect(303);
    return { agent, to: answer.headers['location'] ?? '' };
  }

  /** What becomes of a code at the second step of someone whose password was right. */
  async show(person: Account, code: string): Promise<request.Response> {
    const { agent } = await this.halfWay(person);
    return showCode(agent, code);
  }

  /** A browser in which someone has signed in by both steps. */
  async signedIn({ email, userId }: Account, agent = this.browser()): Promise<Browser> {
    await signIn(this.house, agent, { email, staffId: userId });
    return agent;
  }

  /** The code someone's app shows so many seconds from now. */
  code({ userId }: Account, seconds = 0): Promise<string> {
    return codeOf(this.house, userId, new Date(this.house.clock.now().getTime() + seconds * 1000));
  }
}

export function showCode(agent: Browser, code: string): request.Test {
  return post(agent, '/sign-in/second-step', { code });
}

export async function isIn(agent: Browser): Promise<boolean> {
  return (await agent.get('/home')).status === 200;
}

/** What an answer puts into a cookie; nothing where it does not set it. */
export function cookieIn(answer: request.Response, name: string): string {
  const cookies = answer.get('Set-Cookie') ?? [];
  return (
    cookies
      .find((cookie) => cookie.startsWith(`${name}=`))
      ?.replace(/;.*/, '')
      .slice(name.length + 1) ?? ''
  );
}
