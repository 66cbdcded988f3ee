import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { isUUID } from 'class-validator';
import type { Request } from 'express';
import { isCode } from '../kernel/codelist.js';
import { NotFound } from '../kernel/errors.js';
import { breachActs, type ActOnBreach } from './breach.codes.js';
import type { WhichBreach } from './breaches.service.js';
import { isActOnOrder, type ActOnOrder } from './order.rules.js';
import type { WhichOrder } from './orders.service.js';

/** What an address names is read here, once: what it could not name is not found. */

export type WhichTerm = WhichOrder & { readonly number: number };
export type WhichStep = WhichOrder & { readonly act: ActOnOrder };
export type WhichBreachStep = WhichBreach & { readonly act: ActOnBreach };

export const OrderNamed = createParamDecorator((_: unknown, context: ExecutionContext): WhichOrder =>
  orderIn(requestOf(context)),
);

/** `:number`, of a condition. */
export const TermNamed = createParamDecorator((_: unknown, context: ExecutionContext): WhichTerm => {
  const request = requestOf(context);
  const number = String(request.params['number']);
  if (!/^[1-9]\d{0,4}$/.test(number)) throw new NotFound();
  return { ...orderIn(request), number: Number(number) };
});

/** `?act=`, on an order. */
export const StepNamed = createParamDecorator((_: unknown, context: ExecutionContext): WhichStep => {
  const request = requestOf(context);
  const { act } = request.query;
  if (!isActOnOrder(act)) throw new NotFound();
  return { ...orderIn(request), act };
});

export const BreachNamed = createParamDecorator((_: unknown, context: ExecutionContext): WhichBreach =>
  breachIn(requestOf(context)),
);

/** `?act=`, on a breach. */
export const BreachStepNamed = createParamDecorator(
  (_: unknown, context: ExecutionContext): WhichBreachStep => {
    const request = requestOf(context);
    const { act } = request.query;
    if (!isCode(breachActs, act)) throw new NotFound();
    return { ...breachIn(request), act };
  },
);

function requestOf(context: ExecutionContext): Request {
  return context.switchToHttp().getRequest<Request>();
}

function orderIn(request: Request): WhichOrder {
  return { caseId: idIn(request, 'caseId'), orderId: idIn(request, 'orderId') };
}

function breachIn(request: Request): WhichBreach {
  return { ...orderIn(request), breachId: idIn(request, 'breachId') };
}

/** @throws NotFound where it is no id */
function idIn({ params }: Request, name: string): string {
  const id = params[name];
  if (typeof id !== 'string' || !isUUID(id)) throw new NotFound();
  return id;
}
