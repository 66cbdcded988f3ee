import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiProperty,
  ApiQuery,
  ApiTags,
} from '@nestjs/swagger';
import type { Person } from '../kernel/actor.js';
import { codesOf } from '../kernel/codelist.js';
import {
  addressKinds,
  addressOwners,
  type AddressKind,
  type AddressOwner,
} from '../parties/address.codes.js';
import { AddressForm, AddressFoundForm, OpeningForm } from '../parties/address.dto.js';
import { relations, type Relation } from '../parties/related.codes.js';
import { safeties, type Safety } from '../parties/contact.codes.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { ToldOnce } from '../platform/http/once.interceptor.js';
import { addresses } from './address.policy.js';
import { AddressesService } from './addresses.service.js';
import { Created } from './case.api.js';

class AddressListed {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: codesOf(addressOwners) }) whose!: AddressOwner;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) relatedPersonId!: string | null;
  @ApiProperty({ enum: codesOf(relations), nullable: true, description: 'Of somebody around the client' })
  relation!: Relation | null;
  @ApiProperty({ enum: codesOf(addressKinds) }) kind!: AddressKind;
  @ApiProperty({ enum: codesOf(safeties), description: 'Not known is treated as a refuge' }) refuge!: Safety;
  @ApiProperty() recordedAt!: Date;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) endedAt!: Date | null;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description:
      'Since when nobody has said whether they are still there. Nothing goes by post until somebody has',
  })
  doubtedAt!: Date | null;
  @ApiProperty() version!: number;
}

class AddressPage {
  @ApiProperty() page!: number;
  @ApiProperty() pages!: number;
  @ApiProperty() total!: number;
  @ApiProperty({ type: [AddressListed] }) addresses!: AddressListed[];
}

/** The one answer that says where somebody is. It is given once, and kept nowhere. */
class AddressOpened {
  @ApiProperty() value!: string;
}

@ApiTags('Clients')
@Controller('api/v1/cases/:caseId/addresses')
export class AddressesApiController {
  constructor(private readonly addresses: AddressesService) {}

  @Get()
  @Does(addresses.list)
  @ApiQuery({ name: 'page', required: false })
  @ApiOkResponse({ type: AddressPage })
  async list(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Query('page') asked: unknown,
  ): Promise<AddressPage> {
    const { page, pages, total, rows } = (await this.addresses.list(actor, caseId, asked)).paged;
    return { page, pages, total, addresses: [...rows] };
  }

  @Post()
  @Does(addresses.keep)
  @ApiCreatedResponse({ type: Created })
  async add(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Body() address: AddressForm,
  ): Promise<Created> {
    return { id: await this.addresses.add(actor, caseId, address) };
  }

  @Post(':addressId/openings')
  @ToldOnce()
  @Does(addresses.open)
  @ApiCreatedResponse({ type: AddressOpened })
  async open(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('addressId', ParseUUIDPipe) addressId: string,
    @Body() opening: OpeningForm,
  ): Promise<AddressOpened> {
    return { value: (await this.addresses.open(actor, { caseId, addressId }, opening)).value };
  }

  @Post(':addressId/ending')
  @Does(addresses.keep)
  @HttpCode(204)
  @ApiNoContentResponse()
  end(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('addressId', ParseUUIDPipe) addressId: string,
    @Body() ending: AddressFoundForm,
  ): Promise<void> {
    return this.addresses.end(actor, { caseId, addressId }, ending);
  }

  @Post(':addressId/confirmation')
  @Does(addresses.keep)
  @HttpCode(204)
  @ApiNoContentResponse()
  confirm(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('addressId', ParseUUIDPipe) addressId: string,
    @Body() found: AddressFoundForm,
  ): Promise<void> {
    return this.addresses.confirm(actor, { caseId, addressId }, found);
  }
}
