import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { breachStepRequests, type BreachStepAsked } from './breach-requests.js';
import {
  CourtResultForm,
  CrimeRecordForm,
  DismissBreachForm,
  NameBreachForm,
  OutcomeForm,
  ReportBreachForm,
} from './breach.dto.js';
import { BreachesService, type WhichBreach } from './breaches.service.js';
import { breaches } from './order.policy.js';
import { BreachNamed } from './which.js';

/** Each act on a breach is a thing created under it. */
@ApiTags('Breaches')
@ApiParam({ name: 'caseId', format: 'uuid' })
@ApiParam({ name: 'orderId', format: 'uuid' })
@ApiParam({ name: 'breachId', format: 'uuid' })
@Controller('api/v1/cases/:caseId/orders/:orderId/breaches/:breachId')
export class BreachStepsApiController {
  constructor(private readonly service: BreachesService) {}

  /** Names what a possible breach broke. */
  @Post('naming')
  @Does(breaches.name)
  @HttpCode(204)
  @ApiNoContentResponse()
  naming(
    @CurrentActor() actor: Person,
    @BreachNamed() which: WhichBreach,
    @Body() given: NameBreachForm,
  ): Promise<void> {
    return this.take(actor, which, breachStepRequests.name.fromBody(given));
  }

  @Post('report')
  @Does(breaches.report)
  @HttpCode(204)
  @ApiNoContentResponse()
  report(
    @CurrentActor() actor: Person,
    @BreachNamed() which: WhichBreach,
    @Body() given: ReportBreachForm,
  ): Promise<void> {
    return this.take(actor, which, breachStepRequests.report.fromBody(given));
  }

  @Post('crime-record')
  @Does(breaches.report)
  @HttpCode(204)
  @ApiNoContentResponse()
  crimeRecord(
    @CurrentActor() actor: Person,
    @BreachNamed() which: WhichBreach,
    @Body() given: CrimeRecordForm,
  ): Promise<void> {
    return this.take(actor, which, breachStepRequests.record_crime.fromBody(given));
  }

  @Post('outcome')
  @Does(breaches.report)
  @HttpCode(204)
  @ApiNoContentResponse()
  outcome(
    @CurrentActor() actor: Person,
    @BreachNamed() which: WhichBreach,
    @Body() given: OutcomeForm,
  ): Promise<void> {
    return this.take(actor, which, breachStepRequests.set_outcome.fromBody(given));
  }

  @Post('court-result')
  @Does(breaches.report)
  @HttpCode(204)
  @ApiNoContentResponse()
  courtResult(
    @CurrentActor() actor: Person,
    @BreachNamed() which: WhichBreach,
    @Body() given: CourtResultForm,
  ): Promise<void> {
    return this.take(actor, which, breachStepRequests.set_court_result.fromBody(given));
  }

  /** Finds that it was not a breach. */
  @Post('dismissal')
  @Does(breaches.dismiss)
  @HttpCode(204)
  @ApiNoContentResponse()
  dismissal(
    @CurrentActor() actor: Person,
    @BreachNamed() which: WhichBreach,
    @Body() given: DismissBreachForm,
  ): Promise<void> {
    return this.take(actor, which, breachStepRequests.dismiss.fromBody(given));
  }

  private take(actor: Person, which: WhichBreach, { act, version }: BreachStepAsked): Promise<void> {
    return this.service.step(actor, { ...which, version }, act);
  }
}
