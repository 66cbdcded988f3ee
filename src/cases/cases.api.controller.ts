import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { AttemptsService } from './attempts.service.js';
import { CaseBody, caseBody, CasePage, casePage, Created } from './case.api.js';
import { AttemptForm, CaseloadQuery, ClosureForm, NoteForm } from './case.dto.js';
import { cases } from './case.policy.js';
import { CasesService } from './cases.service.js';

@ApiTags('Cases')
@Controller('api/v1/cases')
export class CasesApiController {
  constructor(
    private readonly cases: CasesService,
    private readonly attempts: AttemptsService,
  ) {}

  @Get()
  @Does(cases.view)
  @ApiOkResponse({ type: CasePage })
  async list(@CurrentActor() actor: Person, @Query() query: CaseloadQuery): Promise<CasePage> {
    return casePage(await this.cases.list(actor, query));
  }

  @Get(':caseId')
  @Does(cases.view)
  @ApiOkResponse({ type: CaseBody })
  async show(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
  ): Promise<CaseBody> {
    const { kase, header } = await this.cases.open(actor, caseId, cases.view);
    return caseBody(kase, header);
  }

  @Post(':caseId/notes')
  @Does(cases.note)
  @ApiCreatedResponse({ type: Created })
  async note(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Body() note: NoteForm,
  ): Promise<Created> {
    return { id: await this.cases.writeNote(actor, caseId, note) };
  }

  @Post(':caseId/contacts')
  @Does(cases.contact)
  @ApiCreatedResponse({ type: Created })
  async contact(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Body() attempt: AttemptForm,
  ): Promise<Created> {
    return { id: await this.attempts.record(actor, caseId, attempt) };
  }

  @Post(':caseId/closure')
  @Does(cases.close)
  @HttpCode(204)
  @ApiNoContentResponse()
  close(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Body() closure: ClosureForm,
  ): Promise<void> {
    return this.cases.close(actor, caseId, closure);
  }
}
