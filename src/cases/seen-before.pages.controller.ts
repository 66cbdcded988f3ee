import { Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { emptyForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { ToldOnce } from '../platform/http/once.interceptor.js';
import { page, type Page } from '../platform/page/page.js';
import { LookForm } from './seen-before.dto.js';
import { seenBefore } from './seen-before.policy.js';
import { SeenBeforeService } from './seen-before.service.js';

@Controller()
export class SeenBeforePagesController {
  constructor(private readonly seenBefore: SeenBeforeService) {}

  @Get('seen-before')
  @Does(seenBefore.list)
  async index(@CurrentActor() actor: Person, @Query('page') asked?: unknown): Promise<Page> {
    return page('cases/pages/seen-before-list.njk', { paged: await this.seenBefore.list(actor, asked) });
  }

  @Get('cases/:caseId/seen-before')
  @Does(seenBefore.look)
  async new(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    form: RawForm = emptyForm,
  ): Promise<Page> {
    const { reference } = await this.seenBefore.show(actor, caseId);
    return page('cases/pages/seen-before.njk', { form, caseId, reference });
  }

  @Post('cases/:caseId/seen-before')
  @ToldOnce()
  @Does(seenBefore.look)
  create(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Form(LookForm) form: FormOf<LookForm>,
  ) {
    return submit(form, {
      act: async (given) => {
        const { kase, ...found } = await this.seenBefore.look(actor, caseId, given);
        const { reference } = kase;
        return page('cases/pages/seen-before.njk', { form: emptyForm, caseId, reference, found });
      },
      again: (raw) => this.new(actor, caseId, raw),
    });
  }
}
