import { Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { labelOf } from '../kernel/codelist.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { emptyForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page } from '../platform/page/page.js';
import { ExclusionsService } from './exclusions.service.js';
import { exclusionReasons } from './safeguard.codes.js';
import { LiftForm } from './safeguard.dto.js';
import { exclusions } from './safeguard.policy.js';
import type { Exclusion } from './safeguard.queries.js';

@Controller('exclusions')
export class ExclusionsPagesController {
  constructor(private readonly exclusions: ExclusionsService) {}

  @Get()
  @Does(exclusions.list)
  async index(@CurrentActor() actor: Person, @Query('page') asked?: unknown): Promise<Page> {
    const paged = await this.exclusions.list(actor, asked);
    return page('safeguards/pages/exclusions.njk', { paged: { ...paged, rows: paged.rows.map(shown) } });
  }

  @Get(':exclusionId')
  @Does(exclusions.lift)
  async show(
    @CurrentActor() actor: Person,
    @Param('exclusionId', ParseUUIDPipe) id: string,
    form: RawForm = emptyForm,
  ): Promise<Page> {
    return page('safeguards/pages/exclusion.njk', {
      form,
      exclusion: shown(await this.exclusions.show(actor, id)),
    });
  }

  @Post(':exclusionId/lifting')
  @Does(exclusions.lift)
  lift(
    @CurrentActor() actor: Person,
    @Param('exclusionId', ParseUUIDPipe) id: string,
    @Form(LiftForm) form: FormOf<LiftForm>,
  ) {
    return submit(form, {
      act: async (given) => {
        await this.exclusions.lift(actor, id, given);
        return seeOther('/exclusions');
      },
      again: (raw) => this.show(actor, id, raw),
    });
  }
}

function shown({ why, ...exclusion }: Exclusion) {
  return { ...exclusion, why: labelOf(exclusionReasons, why) };
}
