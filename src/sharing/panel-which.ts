import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { isUUID } from 'class-validator';
import type { Request } from 'express';
import { NotFound } from '../kernel/errors.js';
import type { WhichAction } from './panel-actions.service.js';
import type { WhichReferral } from './panel-referrals.service.js';
import type { WhichShare } from './shares.service.js';

/** What an address names is read here, once: what it could not name is not found. */
export const ReferralNamed = createParamDecorator((_: unknown, context: ExecutionContext): WhichReferral =>
  referralIn(context.switchToHttp().getRequest<Request>()),
);

export const ActionNamed = createParamDecorator((_: unknown, context: ExecutionContext): WhichAction => {
  const request = context.switchToHttp().getRequest<Request>();
  return { ...referralIn(request), actionId: idIn(request, 'actionId') };
});

export const ShareNamed = createParamDecorator((_: unknown, context: ExecutionContext): WhichShare => {
  const request = context.switchToHttp().getRequest<Request>();
  return { caseId: idIn(request, 'caseId'), shareId: idIn(request, 'shareId') };
});

function referralIn(request: Request): WhichReferral {
  return { caseId: idIn(request, 'caseId'), referralId: idIn(request, 'panelReferralId') };
}

/** @throws NotFound where it is no id */
function idIn({ params }: Request, name: string): string {
  const id = params[name];
  if (typeof id !== 'string' || !isUUID(id)) throw new NotFound();
  return id;
}
