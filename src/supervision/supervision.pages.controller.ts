import { Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { emptyForm, Form, submit, type FormOf } from '../platform/http/form.js';
import { page, seeOther, type Page } from '../platform/page/page.js';
import { assessments } from '../risk/risk.policy.js';
import { RiskService } from '../risk/risk.service.js';
import { DecideReview } from './review.dto.js';
import { reviews } from './review.policy.js';
import { awaitingPage, reviewPage } from './review.view.js';
import { SupervisionService } from './supervision.service.js';

@Controller()
export class SupervisionPagesController {
  constructor(
    private readonly supervision: SupervisionService,
    private readonly risk: RiskService,
  ) {}

  @Get('reviews')
  @Does(reviews.list)
  async index(@CurrentActor() actor: Person, @Query('page') asked?: unknown): Promise<Page> {
    return page(
      'supervision/pages/awaiting.njk',
      awaitingPage(await this.supervision.awaiting(actor, asked), actor),
    );
  }

  @Get('assessments/:assessmentId/review')
  @Does(assessments.review)
  async new(@CurrentActor() actor: Person, @Param('assessmentId', ParseUUIDPipe) id: string) {
    const facts = await this.risk.show(actor, id, assessments.review);
    const model = reviewPage(facts, actor, emptyForm);
    return model.canReview ? page('supervision/pages/review.njk', model) : seeOther(`/assessments/${id}`);
  }

  @Post('assessments/:assessmentId/review')
  @Does(assessments.review)
  create(
    @CurrentActor() actor: Person,
    @Param('assessmentId', ParseUUIDPipe) id: string,
    @Form(DecideReview) form: FormOf<DecideReview>,
  ) {
    return submit(form, {
      act: async (given) => {
        await this.supervision.review(actor, id, given);
        return seeOther(`/assessments/${id}`);
      },
      again: async (raw) =>
        page(
          'supervision/pages/review.njk',
          reviewPage(await this.risk.show(actor, id, assessments.review), actor, raw),
        ),
    });
  }
}
