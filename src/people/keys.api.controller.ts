import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { ToldOnce } from '../platform/http/once.interceptor.js';
import { KeyBody, keyBody, KeyMadeBody, KeyPage, keyPage } from './key.api.js';
import { KeyForm, ReplacementForm } from './key.dto.js';
import { serviceKeys } from './key.policy.js';
import { KeysService } from './keys.service.js';

@ApiTags('Service keys')
@Controller('api/v1/keys')
export class KeysApiController {
  constructor(private readonly keys: KeysService) {}

  @Get()
  @Does(serviceKeys.view)
  @ApiQuery({ name: 'page', required: false })
  @ApiOkResponse({ type: KeyPage })
  async list(@CurrentActor() actor: Person, @Query('page') page?: string): Promise<KeyPage> {
    return keyPage(await this.keys.list(actor, page));
  }

  @Get(':keyId')
  @Does(serviceKeys.view)
  @ApiOkResponse({ type: KeyBody })
  async show(@CurrentActor() actor: Person, @Param('keyId', ParseUUIDPipe) id: string): Promise<KeyBody> {
    return keyBody(await this.keys.show(actor, id));
  }

  @Post()
  @ToldOnce()
  @Does(serviceKeys.make)
  @ApiCreatedResponse({ type: KeyMadeBody })
  create(@CurrentActor() actor: Person, @Body() given: KeyForm): Promise<KeyMadeBody> {
    return this.keys.make(actor, given);
  }

  @Post(':keyId/replacement')
  @ToldOnce()
  @Does(serviceKeys.replace)
  @ApiCreatedResponse({ type: KeyMadeBody })
  replace(
    @CurrentActor() actor: Person,
    @Param('keyId', ParseUUIDPipe) id: string,
    @Body() given: ReplacementForm,
  ): Promise<KeyMadeBody> {
    return this.keys.replace(actor, id, given);
  }

  @Post(':keyId/approval')
  @Does(serviceKeys.approve)
  @HttpCode(204)
  @ApiNoContentResponse()
  approve(@CurrentActor() actor: Person, @Param('keyId', ParseUUIDPipe) id: string): Promise<void> {
    return this.keys.approve(actor, id);
  }

  @Post(':keyId/revocation')
  @Does(serviceKeys.revoke)
  @HttpCode(204)
  @ApiNoContentResponse()
  revoke(@CurrentActor() actor: Person, @Param('keyId', ParseUUIDPipe) id: string): Promise<void> {
    return this.keys.revoke(actor, id);
  }
}
