import { Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { NotFound } from '../kernel/errors.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { emptyForm, filledForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page, type Redirect } from '../platform/page/page.js';
import { Dealings } from './dealings.service.js';
import { searchToRecord, whatToAsk } from './dealings.view.js';
import { ClarificationForm, ClarifiedForm, SearchForm } from './foi.dto.js';
import { foi } from './foi.policy.js';
import { requestView } from './request.view.js';
import { Requests } from './requests.service.js';

@Controller('foi/requests/:requestId')
export class DealingsPagesController {
  constructor(
    private readonly dealings: Dealings,
    private readonly requests: Requests,
  ) {}

  @Get('clarifications/new')
  @Does(foi.clarify)
  async newClarification(
    @CurrentActor() actor: Person,
    @Param('requestId', ParseUUIDPipe) requestId: string,
    form?: RawForm,
  ): Promise<Page> {
    const request = requestView(await this.requests.show(actor, requestId), actor);
    if (!request.canAskForClarification) throw new NotFound();
    const typed = form ?? filledForm({ whatWasAsked: whatToAsk(request) });
    return page('foi/pages/clarification-new.njk', { request, form: typed });
  }

  @Post('clarifications')
  @Does(foi.clarify)
  askForClarification(
    @CurrentActor() actor: Person,
    @Param('requestId', ParseUUIDPipe) requestId: string,
    @Form(ClarificationForm) form: FormOf<ClarificationForm>,
  ): Promise<Page | Redirect> {
    return submit(form, {
      act: (given) => this.done(requestId, this.dealings.askForClarification(actor, requestId, given)),
      again: (raw) => this.newClarification(actor, requestId, raw),
    });
  }

  @Get('clarifications/received')
  @Does(foi.clarify)
  async newReply(
    @CurrentActor() actor: Person,
    @Param('requestId', ParseUUIDPipe) requestId: string,
    form?: RawForm,
  ): Promise<Page> {
    const request = requestView(await this.requests.show(actor, requestId), actor);
    if (!request.canReceiveClarification) throw new NotFound();
    const typed = form ?? filledForm({ letter: request.paragraphs.join('\n') });
    return page('foi/pages/clarification-received.njk', { request, form: typed });
  }

  @Post('clarifications/received')
  @Does(foi.clarify)
  receiveClarification(
    @CurrentActor() actor: Person,
    @Param('requestId', ParseUUIDPipe) requestId: string,
    @Form(ClarifiedForm) form: FormOf<ClarifiedForm>,
  ): Promise<Page | Redirect> {
    return submit(form, {
      act: (given) => this.done(requestId, this.dealings.receiveClarification(actor, requestId, given)),
      again: (raw) => this.newReply(actor, requestId, raw),
    });
  }

  @Get('searches/new')
  @Does(foi.search)
  async newSearch(
    @CurrentActor() actor: Person,
    @Param('requestId', ParseUUIDPipe) requestId: string,
    @Query('question') number: unknown,
    form?: RawForm,
  ): Promise<Page> {
    const search = searchToRecord(await this.requests.show(actor, requestId), number);
    if (!search) throw new NotFound();
    return page('foi/pages/search-new.njk', { requestId, search, form: form ?? emptyForm });
  }

  @Post('searches')
  @Does(foi.search)
  recordSearch(
    @CurrentActor() actor: Person,
    @Param('requestId', ParseUUIDPipe) requestId: string,
    @Form(SearchForm) form: FormOf<SearchForm>,
  ): Promise<Page | Redirect> {
    return submit(form, {
      act: (given) => this.done(requestId, this.dealings.recordSearch(actor, requestId, given)),
      again: (raw) => this.newSearch(actor, requestId, raw.values['question'], raw),
    });
  }

  private async done(requestId: string, act: Promise<void>): Promise<Redirect> {
    await act;
    return seeOther(`/foi/requests/${requestId}`);
  }
}
