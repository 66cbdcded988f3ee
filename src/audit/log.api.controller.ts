import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { LogQuery } from './log.dto.js';
import { log } from './log.policy.js';
import { AuditLog } from './log.service.js';
import { logLine } from './log.view.js';

class EntryBody {
  @ApiProperty() id!: number;
  @ApiProperty({ type: String, format: 'date-time' }) at!: Date;
  @ApiProperty({ example: 'case.opened' }) act!: string;
  @ApiProperty() who!: string;
  @ApiProperty() role!: string;
  @ApiProperty() result!: string;
  @ApiProperty({ type: [String] }) about!: string[];
  @ApiProperty() fields!: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) requestId!: string | null;
  @ApiProperty() sealed!: string;
}

class LogPage {
  @ApiProperty() page!: number;
  @ApiProperty() pages!: number;
  @ApiProperty() total!: number;
  @ApiProperty({ type: [EntryBody] }) entries!: EntryBody[];
}

@ApiTags('Log')
@Controller('api/v1/log')
export class LogApiController {
  constructor(private readonly log: AuditLog) {}

  @Get()
  @Does(log.read)
  @ApiOkResponse({ type: LogPage })
  async list(@CurrentActor() actor: Person, @Query() query: LogQuery): Promise<LogPage> {
    const { page, pages, total, rows } = (await this.log.read(actor, query)).shown;
    return { page, pages, total, entries: rows.map(logLine) };
  }
}
