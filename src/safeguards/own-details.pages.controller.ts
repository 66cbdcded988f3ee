import { Controller, Get, Post } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { emptyForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page, type Redirect } from '../platform/page/page.js';
import { OwnDetails } from './own-details.service.js';
import { OwnDetailsForm } from './safeguard.dto.js';
import { ownDetails } from './safeguard.policy.js';

/** One's own page: what is told here is shown to nobody, not even back. */
@Controller('own-details')
export class OwnDetailsPagesController {
  constructor(private readonly details: OwnDetails) {}

  @Get()
  @Does(ownDetails.tell)
  async edit(@CurrentActor() actor: Person, form: RawForm = emptyForm): Promise<Page> {
    return page('safeguards/pages/own-details.njk', { form, told: await this.details.told(actor) });
  }

  @Post()
  @Does(ownDetails.tell)
  update(
    @CurrentActor() actor: Person,
    @Form(OwnDetailsForm) form: FormOf<OwnDetailsForm>,
  ): Promise<Page | Redirect> {
    return submit(form, {
      act: async (given) => {
        await this.details.tell(actor, given);
        return seeOther('/own-details');
      },
      again: (raw) => this.edit(actor, raw),
    });
  }
}
