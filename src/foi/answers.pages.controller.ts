import {
  Controller,
  Get,
  Param,
  ParseIntPipe,
  ParseUUIDPipe,
  Post,
  type StreamableFile,
} from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { download } from '../platform/http/download.js';
import { emptyForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page, type Redirect } from '../platform/page/page.js';
import { tablesAsCsv } from './answer-csv.rules.js';
import { asPlainText } from './answer.rules.js';
import { answerView } from './answer.view.js';
import { Answers } from './answers.service.js';
import { ApprovalForm, VersionForm } from './foi.dto.js';
import { foi } from './foi.policy.js';
import { requestView } from './request.view.js';
import { Requests } from './requests.service.js';

@Controller('foi/requests/:requestId/answers')
export class AnswersPagesController {
  constructor(
    private readonly answers: Answers,
    private readonly requests: Requests,
  ) {}

  @Post()
  @Does(foi.draft)
  create(
    @CurrentActor() actor: Person,
    @Param('requestId', ParseUUIDPipe) requestId: string,
    @Form(VersionForm) form: FormOf<VersionForm>,
  ): Promise<Page | Redirect> {
    return submit(form, {
      act: async (given) => this.at(requestId, (await this.answers.draft(actor, requestId, given)).edition),
      again: async (raw) => {
        const request = requestView(await this.requests.show(actor, requestId), actor);
        return page('foi/pages/request.njk', { request, form: raw });
      },
    });
  }

  @Get(':edition')
  @Does(foi.view)
  async show(
    @CurrentActor() actor: Person,
    @Param('requestId', ParseUUIDPipe) requestId: string,
    @Param('edition', ParseIntPipe) edition: number,
    form: RawForm = emptyForm,
  ): Promise<Page> {
    const answer = answerView(await this.answers.show(actor, { requestId, edition }), actor);
    return page('foi/pages/answer.njk', { answer, form });
  }

  @Get(':edition/text')
  @Does(foi.view)
  async text(
    @CurrentActor() actor: Person,
    @Param('requestId', ParseUUIDPipe) requestId: string,
    @Param('edition', ParseIntPipe) edition: number,
  ): Promise<StreamableFile> {
    const { letter, request } = await this.answers.show(actor, { requestId, edition });
    return download(asPlainText(letter), request.reference, 'txt');
  }

  @Get(':edition/csv')
  @Does(foi.view)
  async csv(
    @CurrentActor() actor: Person,
    @Param('requestId', ParseUUIDPipe) requestId: string,
    @Param('edition', ParseIntPipe) edition: number,
  ): Promise<StreamableFile> {
    const { letter, request } = await this.answers.show(actor, { requestId, edition });
    return download(tablesAsCsv(letter), request.reference, 'csv');
  }

  @Post(':edition/approval')
  @Does(foi.approve)
  approve(
    @CurrentActor() actor: Person,
    @Param('requestId', ParseUUIDPipe) requestId: string,
    @Param('edition', ParseIntPipe) edition: number,
    @Form(ApprovalForm) form: FormOf<ApprovalForm>,
  ): Promise<Page | Redirect> {
    return submit(form, {
      act: async (given) => {
        await this.answers.approve(actor, { requestId, edition }, given);
        return this.at(requestId, edition);
      },
      again: (raw) => this.show(actor, requestId, edition, raw),
    });
  }

  @Post(':edition/release')
  @Does(foi.release)
  release(
    @CurrentActor() actor: Person,
    @Param('requestId', ParseUUIDPipe) requestId: string,
    @Param('edition', ParseIntPipe) edition: number,
    @Form(VersionForm) form: FormOf<VersionForm>,
  ): Promise<Page | Redirect> {
    return submit(form, {
      act: async (given) => {
        await this.answers.release(actor, { requestId, edition }, given);
        return this.at(requestId, edition);
      },
      again: (raw) => this.show(actor, requestId, edition, raw),
    });
  }

  private at(requestId: string, edition: number): Redirect {
    return seeOther(`/foi/requests/${requestId}/answers/${String(edition)}`);
  }
}
