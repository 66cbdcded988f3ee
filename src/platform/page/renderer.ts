import { Inject, Injectable } from '@nestjs/common';
import type { Response } from 'express';
import type nunjucks from 'nunjucks';
import type { WithActor } from '../http/access.js';
import { Csrf } from '../http/csrf.js';
import { hasPostForm, withFormKeys } from '../http/form-keys.js';
import { dangerHref, navigationFor } from './navigation.js';
import type { Page } from './page.js';

export const TEMPLATES = Symbol('templates');

/** Who is shown a page. */
export interface Shown {
  readonly request: WithActor;
  readonly response: Response;
}

/** Renders a page for whoever asked: their navigation, and nothing of theirs in the title or the address. */
@Injectable()
export class Renderer {
  constructor(
    @Inject(TEMPLATES) private readonly templates: nunjucks.Environment,
    private readonly csrf: Csrf,
  ) {}

  render({ view, model, status }: Page, { request, response }: Shown): string {
    const { actor, path, sessionEndsAt } = request;
    // To the minute, and not where nothing is: two such pages are one answer to the byte.
    const endsAt = status === 404 ? undefined : toTheMinute(sessionEndsAt);
    const frame = { path, endsAt, signedIn: actor ? { name: actor.displayName, role: actor.role } : null };
    const html = this.templates.render(view, {
      ...model,
      frame: {
        ...frame,
        navigation: navigationFor(actor?.role, path),
        danger: dangerHref(actor?.role, path, status !== 404),
      },
    });
    if (!hasPostForm(html)) return html;
    // What is not there and what is not for you are one answer to the byte: no key of its own in either.
    return withFormKeys(html, this.csrf.tokenFor(request, response), { once: status !== 404 });
  }
}

function toTheMinute(instant: Date | undefined): Date | undefined {
  return instant && new Date(Math.floor(instant.getTime() / 60_000) * 60_000);
}
