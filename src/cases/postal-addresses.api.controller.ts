import { Body, Controller, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { Person } from '../kernel/actor.js';
import { OpeningForm } from '../parties/address.dto.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { ToldOnce } from '../platform/http/once.interceptor.js';
import { addresses } from './address.policy.js';
import { PostalAddressesService } from './postal-addresses.service.js';

/** Where post goes. It is given once, and kept nowhere. */
class PostalAddressOpened {
  @ApiProperty() value!: string;
}

@ApiTags('Clients')
@Controller('api/v1/cases/:caseId/contact-methods/:methodId/openings')
export class PostalAddressesApiController {
  constructor(private readonly postal: PostalAddressesService) {}

  @Post()
  @ToldOnce()
  @Does(addresses.open)
  @ApiCreatedResponse({ type: PostalAddressOpened })
  async open(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('methodId', ParseUUIDPipe) methodId: string,
    @Body() opening: OpeningForm,
  ): Promise<PostalAddressOpened> {
    return { value: (await this.postal.open(actor, { caseId, methodId }, opening)).method.value };
  }
}
