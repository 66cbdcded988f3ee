import { Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { batches } from './batch.policy.js';
import { BatchUndoingService } from './batch-undoing.service.js';

class UndoingBody {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ description: 'Who sent the sheet' }) sender!: string;
  @ApiProperty({ description: 'Who uploaded it, and proposes that it be taken back' }) uploader!: string;
  @ApiProperty({ description: 'How many referrals it made' }) rows!: number;
  @ApiProperty({ type: String, format: 'date-time' }) proposedAt!: Date;
}

class UndoingPage {
  @ApiProperty() page!: number;
  @ApiProperty() pages!: number;
  @ApiProperty() total!: number;
  @ApiProperty({ type: [UndoingBody] }) undoings!: UndoingBody[];
}

@ApiTags('Referrals in batches')
@Controller('api/v1/referral-batch-undoings')
export class BatchUndoingsApiController {
  constructor(private readonly undoing: BatchUndoingService) {}

  /** The sheets of colleagues that whoever asks may take back: nothing of what is in them. */
  @Get()
  @Does(batches.seeUndoings)
  @ApiOkResponse({ type: UndoingPage })
  async list(@CurrentActor() actor: Person, @Query('page') asked?: string): Promise<UndoingPage> {
    const { page, pages, total, rows } = await this.undoing.list(actor, asked);
    const undoings = rows.map(({ batchId: _batch, last: _last, ...undoing }) => undoing);
    return { page, pages, total, undoings };
  }

  /** Takes the sheet back, except what somebody worked on since. */
  @Post(':undoingId/approval')
  @Does(batches.approveUndoing)
  @HttpCode(204)
  @ApiNoContentResponse()
  approve(@CurrentActor() actor: Person, @Param('undoingId', ParseUUIDPipe) id: string): Promise<void> {
    return this.undoing.approve(actor, id);
  }

  @Post(':undoingId/refusal')
  @Does(batches.refuseUndoing)
  @HttpCode(204)
  @ApiNoContentResponse()
  refuse(@CurrentActor() actor: Person, @Param('undoingId', ParseUUIDPipe) id: string): Promise<void> {
    return this.undoing.refuse(actor, id);
  }
}
