import { Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { Clock } from '../platform/clock.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { emptyForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page, type Redirect } from '../platform/page/page.js';
import { RequestForm, RequestsQuery, StepForm } from './foi.dto.js';
import { foi } from './foi.policy.js';
import { correspondenceView } from './correspondence.view.js';
import { requestsView } from './request-list.view.js';
import { requestView } from './request.view.js';
import { Requests } from './requests.service.js';

@Controller('foi/requests')
export class RequestsPagesController {
  constructor(
    private readonly requests: Requests,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Does(foi.view)
  async list(
    @CurrentActor() actor: Person,
    @Query() { state = 'open', page: at }: RequestsQuery,
  ): Promise<Page> {
    const list = await this.requests.list(actor, state, at);
    return page('foi/pages/requests.njk', requestsView(list, state, this.clock.today()));
  }

  @Get('new')
  @Does(foi.record)
  new(form: RawForm = emptyForm): Page {
    return page('foi/pages/request-new.njk', { form });
  }

  @Post()
  @Does(foi.record)
  create(
    @CurrentActor() actor: Person,
    @Form(RequestForm) form: FormOf<RequestForm>,
  ): Promise<Page | Redirect> {
    return submit(form, {
      act: async (given) => seeOther(`/foi/requests/${await this.requests.record(actor, given)}`),
      again: (raw) => this.new(raw),
    });
  }

  @Get(':requestId')
  @Does(foi.view)
  async show(
    @CurrentActor() actor: Person,
    @Param('requestId', ParseUUIDPipe) requestId: string,
    form: RawForm = emptyForm,
  ): Promise<Page> {
    const request = requestView(await this.requests.show(actor, requestId), actor);
    return page('foi/pages/request.njk', { request, form });
  }

  @Get(':requestId/requester')
  @Does(foi.seeRequester)
  async requester(
    @CurrentActor() actor: Person,
    @Param('requestId', ParseUUIDPipe) requestId: string,
  ): Promise<Page> {
    return page(
      'foi/pages/requester.njk',
      correspondenceView(await this.requests.requester(actor, requestId)),
    );
  }

  @Post(':requestId/steps')
  @Does(foi.close)
  step(
    @CurrentActor() actor: Person,
    @Param('requestId', ParseUUIDPipe) requestId: string,
    @Form(StepForm) form: FormOf<StepForm>,
  ): Promise<Page | Redirect> {
    return submit(form, {
      act: async (given) => {
        await this.requests.step(actor, requestId, given);
        return seeOther(`/foi/requests/${requestId}`);
      },
      again: (raw) => this.show(actor, requestId, raw),
    });
  }
}
