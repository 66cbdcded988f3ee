import { Controller, Get, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Open } from '../platform/http/access.js';
import { DisclosureLog } from './disclosure-log.service.js';
import { releaseBody, ReleaseBody, releasePage, ReleasePage } from './foi.api.js';
import { LogQuery } from './foi.dto.js';

@ApiTags('Disclosure log')
@Controller('api/v1/disclosure-log')
export class DisclosureLogApiController {
  constructor(private readonly log: DisclosureLog) {}

  @Get()
  @Open()
  @ApiOkResponse({ type: ReleasePage })
  async list(@Query() { page }: LogQuery): Promise<ReleasePage> {
    return releasePage(await this.log.list(page));
  }

  @Get(':answerId')
  @Open()
  @ApiOkResponse({ type: ReleaseBody })
  async show(@Param('answerId', ParseUUIDPipe) answerId: string): Promise<ReleaseBody> {
    return releaseBody(await this.log.show(answerId));
  }
}
