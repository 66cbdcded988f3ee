import { Controller, Get, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { Person } from '../kernel/actor.js';
import { codesOf } from '../kernel/codelist.js';
import type { PlainDate } from '../kernel/plain-date.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { copiedItems, type CopiedItem } from './copy.codes.js';
import { shareableItems, type ShareableItem } from './share.codes.js';
import { views } from './share.policy.js';
import { ViewsService, type MyView } from './views.service.js';

class ViewListed {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ description: 'Of the case, to speak of it by' }) reference!: string;
  @ApiProperty() service!: string;
  @ApiProperty({ type: String, format: 'date' }) sharedOn!: PlainDate;
  @ApiProperty({ type: String, format: 'date', description: 'The last day it may be looked at, inclusive' })
  untilOn!: PlainDate;
  @ApiProperty({ enum: codesOf(shareableItems), isArray: true }) items!: readonly ShareableItem[];
}

class ViewPage {
  @ApiProperty() page!: number;
  @ApiProperty() pages!: number;
  @ApiProperty() total!: number;
  @ApiProperty({ type: [ViewListed] }) views!: ViewListed[];
}

const codes = [...codesOf(copiedItems), 'address'];

class Said {
  @ApiProperty({ enum: codes }) item!: CopiedItem | 'address';
  @ApiProperty() words!: string;
}

class ViewShown extends ViewListed {
  @ApiProperty({ type: [Said] }) says!: Said[];
}

@ApiTags('Views')
@Controller('api/v1/views')
export class ViewsApiController {
  constructor(private readonly views: ViewsService) {}

  @Get()
  @Does(views.look)
  @ApiQuery({ name: 'page', required: false })
  @ApiOkResponse({ type: ViewPage })
  async list(@CurrentActor() actor: Person, @Query('page') asked: unknown): Promise<ViewPage> {
    const { page, pages, total, rows } = await this.views.list(actor, asked);
    return { page, pages, total, views: rows.map(viewListed) };
  }

  /** What it says. Whoever shared it is shown that it was looked at, and when. */
  @Get(':shareId')
  @Does(views.look)
  @ApiOkResponse({ type: ViewShown })
  async show(
    @CurrentActor() actor: Person,
    @Param('shareId', ParseUUIDPipe) shareId: string,
  ): Promise<ViewShown> {
    const { view, items } = await this.views.look(actor, shareId);
    return Object.assign(viewListed(view), { says: items.map(({ item, words }) => ({ item, words })) });
  }
}

function viewListed({ shareId, reference, service, sharedOn, untilOn, items }: MyView): ViewListed {
  return { id: shareId, reference, service, sharedOn, untilOn, items };
}
