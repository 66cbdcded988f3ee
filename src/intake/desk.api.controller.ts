import { Body, Controller, Get, HttpCode, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { DeskForm, DeskShown } from './desk.dto.js';
import { DeskService } from './desk.service.js';
import { desk } from './intake.policy.js';

@ApiTags('Public forms')
@Controller('api/v1/desk')
export class DeskApiController {
  constructor(private readonly desk: DeskService) {}

  @Get()
  @Does(desk.view)
  @ApiOkResponse({ type: DeskShown })
  show(@CurrentActor() actor: Person): Promise<DeskShown> {
    return this.desk.show(actor);
  }

  @Put()
  @Does(desk.change)
  @HttpCode(204)
  @ApiNoContentResponse()
  change(@CurrentActor() actor: Person, @Body() form: DeskForm): Promise<void> {
    return this.desk.change(actor, form);
  }
}
