import { Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import {
  ContactMethodForm,
  EndingForm,
  ReplacementForm,
  VerificationForm,
  WarningForm,
} from '../parties/contact.dto.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { Form, type FormOf } from '../platform/http/form.js';
import type { Page } from '../platform/page/page.js';
import { cases } from './case.policy.js';
import { ContactMethodPages } from './contact-method-pages.js';
import { inCase } from './where-met.js';

/** How the client of a case is reached. A warning is for anybody to give, and holds at once. */
@Controller('cases/:caseId/contact-methods')
export class ContactMethodsPagesController {
  constructor(private readonly pages: ContactMethodPages) {}

  @Get('new')
  @Does(cases.keepClient)
  new(@CurrentActor() actor: Person, @Param('caseId', ParseUUIDPipe) caseId: string): Promise<Page> {
    return this.pages.adding(actor, inCase(caseId));
  }

  @Post()
  @Does(cases.keepClient)
  create(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Form(ContactMethodForm) form: FormOf<ContactMethodForm>,
  ) {
    return this.pages.add(actor, inCase(caseId), form);
  }

  @Get(':methodId')
  @Does(cases.keepClient)
  show(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('methodId', ParseUUIDPipe) methodId: string,
    @Query('page') asked: unknown,
  ): Promise<Page> {
    return this.pages.record(actor, { where: inCase(caseId), methodId }, asked);
  }

  @Get(':methodId/verification/new')
  @Does(cases.keepClient)
  newVerification(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('methodId', ParseUUIDPipe) methodId: string,
  ): Promise<Page> {
    return this.pages.verifying(actor, { where: inCase(caseId), methodId });
  }

  @Post(':methodId/verification')
  @Does(cases.keepClient)
  verify(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('methodId', ParseUUIDPipe) methodId: string,
    @Form(VerificationForm) form: FormOf<VerificationForm>,
  ) {
    return this.pages.verify(actor, { where: inCase(caseId), methodId }, form);
  }

  @Get(':methodId/warning/new')
  @Does(cases.keepClient)
  newWarning(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('methodId', ParseUUIDPipe) methodId: string,
  ): Promise<Page> {
    return this.pages.warning(actor, { where: inCase(caseId), methodId });
  }

  @Post(':methodId/warning')
  @Does(cases.keepClient)
  warn(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('methodId', ParseUUIDPipe) methodId: string,
    @Form(WarningForm) form: FormOf<WarningForm>,
  ) {
    return this.pages.warn(actor, { where: inCase(caseId), methodId }, form);
  }

  @Get(':methodId/replacement/new')
  @Does(cases.keepClient)
  newReplacement(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('methodId', ParseUUIDPipe) methodId: string,
  ): Promise<Page> {
    return this.pages.replacing(actor, { where: inCase(caseId), methodId });
  }

  @Post(':methodId/replacement')
  @Does(cases.keepClient)
  replace(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('methodId', ParseUUIDPipe) methodId: string,
    @Form(ReplacementForm) form: FormOf<ReplacementForm>,
  ) {
    return this.pages.replace(actor, { where: inCase(caseId), methodId }, form);
  }

  @Post(':methodId/ending')
  @Does(cases.keepClient)
  end(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('methodId', ParseUUIDPipe) methodId: string,
    @Form(EndingForm) form: FormOf<EndingForm>,
  ) {
    return this.pages.end(actor, { where: inCase(caseId), methodId }, form);
  }
}
