import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { Created } from '../cases/case.api.js';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { BreachBody, breachBody } from './breach.body.js';
import { breachRequest } from './breach-requests.js';
import { RecordBreachForm } from './breach.dto.js';
import { BreachesService, type WhichBreach } from './breaches.service.js';
import { breaches } from './order.policy.js';
import type { WhichOrder } from './orders.service.js';
import { BreachNamed, OrderNamed } from './which.js';

@ApiTags('Breaches')
@Controller('api/v1')
export class BreachesApiController {
  constructor(private readonly service: BreachesService) {}

  /** Records a breach of conditions or of the notification requirement; a possible one where the conditions are not held. */
  @Post('cases/:caseId/orders/:orderId/breaches')
  @Does(breaches.record)
  @ApiParam({ name: 'caseId', format: 'uuid' })
  @ApiParam({ name: 'orderId', format: 'uuid' })
  @ApiCreatedResponse({ type: Created })
  async create(
    @CurrentActor() actor: Person,
    @OrderNamed() which: WhichOrder,
    @Body() given: RecordBreachForm,
  ): Promise<Created> {
    return { id: await this.service.record(actor, which, breachRequest.fromBody(given)) };
  }

  @Get('cases/:caseId/orders/:orderId/breaches/:breachId')
  @Does(breaches.view)
  @ApiParam({ name: 'caseId', format: 'uuid' })
  @ApiParam({ name: 'orderId', format: 'uuid' })
  @ApiParam({ name: 'breachId', format: 'uuid' })
  @ApiOkResponse({ type: BreachBody })
  async show(@CurrentActor() actor: Person, @BreachNamed() which: WhichBreach): Promise<BreachBody> {
    return breachBody(await this.service.show(actor, which, breaches.view));
  }
}
