import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { Person } from '../kernel/actor.js';
import { Clock } from '../platform/clock.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { complaintBody, ComplaintPage, OpenedComplaintBody } from './complaint.api.js';
import { ComplaintForm, ComplaintStepForm, StrikeForm } from './complaint.dto.js';
import { Complaints } from './complaints.service.js';
import { ContractMade } from './contract.api.js';
import { contracts } from './contract.policy.js';

const Contract = () => Param('contractId', ParseUUIDPipe);
const Complaint = () => Param('complaintId', ParseUUIDPipe);

@ApiTags('Contracts')
@Controller('api/v1/contracts/:contractId/complaints')
export class ComplaintsApiController {
  constructor(
    private readonly complaints: Complaints,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Does(contracts.complaints)
  @ApiQuery({ name: 'page', required: false })
  @ApiOkResponse({ type: ComplaintPage })
  async list(
    @CurrentActor() actor: Person,
    @Contract() contractId: string,
    @Query('page') asked: unknown,
  ): Promise<ComplaintPage> {
    const { contract, paged } = await this.complaints.list(actor, contractId, asked);
    const { page, pages, total, rows } = paged;
    const today = this.clock.today();
    return { page, pages, total, complaints: rows.map((row) => complaintBody(row, contract, today)) };
  }

  @Get(':complaintId')
  @Does(contracts.complaints)
  @ApiOkResponse({ type: OpenedComplaintBody })
  async show(
    @CurrentActor() actor: Person,
    @Contract() contractId: string,
    @Complaint() complaintId: string,
  ): Promise<OpenedComplaintBody> {
    const { contract, complaint, steps } = await this.complaints.show(actor, { contractId, complaintId });
    return { complaint: complaintBody(complaint, contract, this.clock.today()), steps };
  }

  @Post()
  @Does(contracts.complaints)
  @ApiCreatedResponse({ type: ContractMade })
  async record(
    @CurrentActor() actor: Person,
    @Contract() contractId: string,
    @Body() complaint: ComplaintForm,
  ): Promise<ContractMade> {
    return { id: await this.complaints.record(actor, contractId, complaint) };
  }

  @Post(':complaintId/steps')
  @Does(contracts.complaints)
  @ApiCreatedResponse({ type: ContractMade })
  async take(
    @CurrentActor() actor: Person,
    @Contract() contractId: string,
    @Complaint() complaintId: string,
    @Body() step: ComplaintStepForm,
  ): Promise<ContractMade> {
    return { id: await this.complaints.take(actor, { contractId, complaintId }, step) };
  }

  /** Strikes out a step, or without one the complaint itself. */
  @Post(':complaintId/corrections')
  @Does(contracts.complaints)
  @HttpCode(204)
  @ApiNoContentResponse()
  strike(
    @CurrentActor() actor: Person,
    @Contract() contractId: string,
    @Complaint() complaintId: string,
    @Body() wrong: StrikeForm,
  ): Promise<void> {
    return this.complaints.strike(actor, { contractId, complaintId }, wrong);
  }
}
