import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { Dealings } from './dealings.service.js';
import {
  CreatedRequest,
  requestBody,
  RequestBody,
  RequesterBody,
  requestPage,
  RequestPage,
} from './foi.api.js';
import {
  ClarificationForm,
  ClarifiedForm,
  RequestForm,
  RequestsQuery,
  SearchForm,
  StepForm,
} from './foi.dto.js';
import { foi } from './foi.policy.js';
import { Requests } from './requests.service.js';

@ApiTags('FOI requests')
@Controller('api/v1/foi/requests')
export class RequestsApiController {
  constructor(
    private readonly requests: Requests,
    private readonly dealings: Dealings,
  ) {}

  @Get()
  @Does(foi.view)
  @ApiOkResponse({ type: RequestPage })
  async list(
    @CurrentActor() actor: Person,
    @Query() { state = 'open', page }: RequestsQuery,
  ): Promise<RequestPage> {
    return requestPage(await this.requests.list(actor, state, page));
  }

  @Post()
  @Does(foi.record)
  @ApiCreatedResponse({ type: CreatedRequest })
  async create(@CurrentActor() actor: Person, @Body() given: RequestForm): Promise<CreatedRequest> {
    return { id: await this.requests.record(actor, given) };
  }

  @Get(':requestId')
  @Does(foi.view)
  @ApiOkResponse({ type: RequestBody })
  async show(
    @CurrentActor() actor: Person,
    @Param('requestId', ParseUUIDPipe) requestId: string,
  ): Promise<RequestBody> {
    return requestBody(await this.requests.show(actor, requestId));
  }

  /** Who asked: for sending the answer. That it was looked at is kept. */
  @Get(':requestId/requester')
  @Does(foi.seeRequester)
  @ApiOkResponse({ type: RequesterBody })
  async requester(
    @CurrentActor() actor: Person,
    @Param('requestId', ParseUUIDPipe) requestId: string,
  ): Promise<RequesterBody> {
    const { correspondence } = await this.requests.requester(actor, requestId);
    return { name: correspondence.name, address: correspondence.address };
  }

  @Post(':requestId/steps')
  @Does(foi.close)
  @HttpCode(204)
  @ApiNoContentResponse()
  step(
    @CurrentActor() actor: Person,
    @Param('requestId', ParseUUIDPipe) requestId: string,
    @Body() given: StepForm,
  ): Promise<void> {
    return this.requests.step(actor, requestId, given);
  }

  @Post(':requestId/clarifications')
  @Does(foi.clarify)
  @HttpCode(204)
  @ApiNoContentResponse()
  askForClarification(
    @CurrentActor() actor: Person,
    @Param('requestId', ParseUUIDPipe) requestId: string,
    @Body() given: ClarificationForm,
  ): Promise<void> {
    return this.dealings.askForClarification(actor, requestId, given);
  }

  @Post(':requestId/clarifications/received')
  @Does(foi.clarify)
  @HttpCode(204)
  @ApiNoContentResponse()
  receiveClarification(
    @CurrentActor() actor: Person,
    @Param('requestId', ParseUUIDPipe) requestId: string,
    @Body() given: ClarifiedForm,
  ): Promise<void> {
    return this.dealings.receiveClarification(actor, requestId, given);
  }

  @Post(':requestId/searches')
  @Does(foi.search)
  @HttpCode(204)
  @ApiNoContentResponse()
  recordSearch(
    @CurrentActor() actor: Person,
    @Param('requestId', ParseUUIDPipe) requestId: string,
    @Body() given: SearchForm,
  ): Promise<void> {
    return this.dealings.recordSearch(actor, requestId, given);
  }
}
