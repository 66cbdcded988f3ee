import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { Person } from '../kernel/actor.js';
import { RelatedCorrectionForm, RelatedEndingForm, RelatedPersonForm } from '../parties/related.dto.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { Created } from './case.api.js';
import { cases } from './case.policy.js';
import { RelatedPage, relatedPage, RelatedShown, relatedShown } from './related.api.js';
import { RelatedService } from './related.service.js';

@ApiTags('Clients')
@Controller('api/v1/cases/:caseId/people')
export class RelatedApiController {
  constructor(private readonly related: RelatedService) {}

  /** Children, protected persons and professionals of the case. Where they are is among its addresses. */
  @Get()
  @Does(cases.view)
  @ApiQuery({ name: 'page', required: false })
  @ApiOkResponse({ type: RelatedPage })
  async list(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Query('page') asked: unknown,
  ): Promise<RelatedPage> {
    return relatedPage((await this.related.list(actor, caseId, asked)).paged);
  }

  @Get(':relatedPersonId')
  @Does(cases.view)
  @ApiOkResponse({ type: RelatedShown })
  async show(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('relatedPersonId', ParseUUIDPipe) relatedPersonId: string,
  ): Promise<RelatedShown> {
    const { person, changes } = await this.related.show(actor, { caseId, relatedPersonId });
    return relatedShown(person, changes);
  }

  @Post()
  @Does(cases.keepClient)
  @ApiCreatedResponse({ type: Created })
  async record(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Body() person: RelatedPersonForm,
  ): Promise<Created> {
    return { id: await this.related.record(actor, caseId, person) };
  }

  @Put(':relatedPersonId')
  @Does(cases.keepClient)
  @HttpCode(204)
  @ApiNoContentResponse()
  correct(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('relatedPersonId', ParseUUIDPipe) relatedPersonId: string,
    @Body() correction: RelatedCorrectionForm,
  ): Promise<void> {
    return this.related.correct(actor, { caseId, relatedPersonId }, correction);
  }

  /** They are kept, and are of the case no longer. */
  @Post(':relatedPersonId/ending')
  @Does(cases.keepClient)
  @HttpCode(204)
  @ApiNoContentResponse()
  end(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('relatedPersonId', ParseUUIDPipe) relatedPersonId: string,
    @Body() ending: RelatedEndingForm,
  ): Promise<void> {
    return this.related.end(actor, { caseId, relatedPersonId }, ending);
  }
}
