import { Controller, Get, Post } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { labelOf } from '../kernel/codelist.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { emptyForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page } from '../platform/page/page.js';
import { ExclusionsService } from './exclusions.service.js';
import { sealReasons } from './safeguard.codes.js';
import { ExclusionForm, LiftForm, NamingForm, SealForm } from './safeguard.dto.js';
import { exclusions, seals } from './safeguard.policy.js';
import { RecordNamed, type WhichRecord } from './safeguarded.js';
import { SealsService } from './seals.service.js';

/** What a supervisor does to who may see one case, or one referral. */
@Controller(['cases/:caseId', 'referrals/:referralId'])
export class SafeguardingPagesController {
  constructor(
    private readonly exclusions: ExclusionsService,
    private readonly seals: SealsService,
  ) {}

  @Get('exclusions/new')
  @Does(exclusions.exclude)
  async newExclusion(
    @CurrentActor() actor: Person,
    @RecordNamed() which: WhichRecord,
    form = emptyForm,
  ): Promise<Page> {
    const { record, staff } = await this.exclusions.choices(actor, which);
    return page('safeguards/pages/exclusion-new.njk', { form, which, record, staff });
  }

  @Post('exclusions')
  @Does(exclusions.exclude)
  exclude(
    @CurrentActor() actor: Person,
    @RecordNamed() which: WhichRecord,
    @Form(ExclusionForm) form: FormOf<ExclusionForm>,
  ) {
    return submit(form, {
      act: async (given) => {
        await this.exclusions.exclude(actor, which, given);
        return seeOther(`/${which.kind}/${which.id}`);
      },
      again: (raw) => this.newExclusion(actor, which, raw),
    });
  }

  @Get('seal/new')
  @Does(seals.seal)
  async newSeal(
    @CurrentActor() actor: Person,
    @RecordNamed() which: WhichRecord,
    form: RawForm = emptyForm,
  ): Promise<Page> {
    const { record, team } = await this.seals.choices(actor, which);
    return page('safeguards/pages/seal-new.njk', { form, which, record, team, reasons: sealReasons });
  }

  /** Goes to the list, which shows the case to whoever may see it: whoever seals it may not. */
  @Post('seal')
  @Does(seals.seal)
  seal(
    @CurrentActor() actor: Person,
    @RecordNamed() which: WhichRecord,
    @Form(SealForm) form: FormOf<SealForm>,
  ) {
    return submit(form, {
      act: async (given) => {
        await this.seals.seal(actor, which, given);
        return seeOther(`/${which.kind}`);
      },
      again: (raw) => this.newSeal(actor, which, raw),
    });
  }

  @Get('seal')
  @Does(seals.view)
  async show(
    @CurrentActor() actor: Person,
    @RecordNamed() which: WhichRecord,
    form: RawForm = emptyForm,
  ): Promise<Page> {
    const { record, seal, team } = await this.seals.show(actor, which);
    const shown = { ...seal, why: labelOf(sealReasons, seal.why) };
    return page('safeguards/pages/seal.njk', { form, which, record, seal: shown, team });
  }

  @Post('seal/members')
  @Does(seals.name)
  name(
    @CurrentActor() actor: Person,
    @RecordNamed() which: WhichRecord,
    @Form(NamingForm) form: FormOf<NamingForm>,
  ) {
    return submit(form, {
      act: async (given) => {
        await this.seals.name(actor, which, given);
        return seeOther(`/${which.kind}/${which.id}/seal`);
      },
      again: (raw) => this.show(actor, which, raw),
    });
  }

  @Post('seal/lifting')
  @Does(seals.unseal)
  unseal(
    @CurrentActor() actor: Person,
    @RecordNamed() which: WhichRecord,
    @Form(LiftForm) form: FormOf<LiftForm>,
  ) {
    return submit(form, {
      act: async (given) => {
        await this.seals.unseal(actor, which, given);
        return seeOther(`/${which.kind}/${which.id}`);
      },
      again: (raw) => this.show(actor, which, raw),
    });
  }
}
