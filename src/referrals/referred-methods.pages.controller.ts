import { Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ContactMethodPages } from '../cases/contact-method-pages.js';
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
import { inReferral } from './open-referral.js';
import { referrals } from './referral.policy.js';

/** How whoever is referred is reached, before there is a case. */
@Controller('referrals/:referralId/contact-methods')
export class ReferredMethodsPagesController {
  constructor(private readonly pages: ContactMethodPages) {}

  @Get('new')
  @Does(referrals.keepClient)
  new(@CurrentActor() actor: Person, @Param('referralId', ParseUUIDPipe) referralId: string): Promise<Page> {
    return this.pages.adding(actor, inReferral(referralId));
  }

  @Post()
  @Does(referrals.keepClient)
  create(
    @CurrentActor() actor: Person,
    @Param('referralId', ParseUUIDPipe) referralId: string,
    @Form(ContactMethodForm) form: FormOf<ContactMethodForm>,
  ) {
    return this.pages.add(actor, inReferral(referralId), form);
  }

  @Get(':methodId')
  @Does(referrals.keepClient)
  show(
    @CurrentActor() actor: Person,
    @Param('referralId', ParseUUIDPipe) referralId: string,
    @Param('methodId', ParseUUIDPipe) methodId: string,
    @Query('page') asked: unknown,
  ): Promise<Page> {
    return this.pages.record(actor, { where: inReferral(referralId), methodId }, asked);
  }

  @Get(':methodId/verification/new')
  @Does(referrals.keepClient)
  newVerification(
    @CurrentActor() actor: Person,
    @Param('referralId', ParseUUIDPipe) referralId: string,
    @Param('methodId', ParseUUIDPipe) methodId: string,
  ): Promise<Page> {
    return this.pages.verifying(actor, { where: inReferral(referralId), methodId });
  }

  @Post(':methodId/verification')
  @Does(referrals.keepClient)
  verify(
    @CurrentActor() actor: Person,
    @Param('referralId', ParseUUIDPipe) referralId: string,
    @Param('methodId', ParseUUIDPipe) methodId: string,
    @Form(VerificationForm) form: FormOf<VerificationForm>,
  ) {
    return this.pages.verify(actor, { where: inReferral(referralId), methodId }, form);
  }

  @Get(':methodId/warning/new')
  @Does(referrals.keepClient)
  newWarning(
    @CurrentActor() actor: Person,
    @Param('referralId', ParseUUIDPipe) referralId: string,
    @Param('methodId', ParseUUIDPipe) methodId: string,
  ): Promise<Page> {
    return this.pages.warning(actor, { where: inReferral(referralId), methodId });
  }

  @Post(':methodId/warning')
  @Does(referrals.keepClient)
  warn(
    @CurrentActor() actor: Person,
    @Param('referralId', ParseUUIDPipe) referralId: string,
    @Param('methodId', ParseUUIDPipe) methodId: string,
    @Form(WarningForm) form: FormOf<WarningForm>,
  ) {
    return this.pages.warn(actor, { where: inReferral(referralId), methodId }, form);
  }

  @Get(':methodId/replacement/new')
  @Does(referrals.keepClient)
  newReplacement(
    @CurrentActor() actor: Person,
    @Param('referralId', ParseUUIDPipe) referralId: string,
    @Param('methodId', ParseUUIDPipe) methodId: string,
  ): Promise<Page> {
    return this.pages.replacing(actor, { where: inReferral(referralId), methodId });
  }

  @Post(':methodId/replacement')
  @Does(referrals.keepClient)
  replace(
    @CurrentActor() actor: Person,
    @Param('referralId', ParseUUIDPipe) referralId: string,
    @Param('methodId', ParseUUIDPipe) methodId: string,
    @Form(ReplacementForm) form: FormOf<ReplacementForm>,
  ) {
    return this.pages.replace(actor, { where: inReferral(referralId), methodId }, form);
  }

  @Post(':methodId/ending')
  @Does(referrals.keepClient)
  end(
    @CurrentActor() actor: Person,
    @Param('referralId', ParseUUIDPipe) referralId: string,
    @Param('methodId', ParseUUIDPipe) methodId: string,
    @Form(EndingForm) form: FormOf<EndingForm>,
  ) {
    return this.pages.end(actor, { where: inReferral(referralId), methodId }, form);
  }
}
