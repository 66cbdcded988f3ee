import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { ContractChanges } from './contract-changes.service.js';
import { ContractStaffing } from './contract-staffing.service.js';
import { ContractMade, openedContract, OpenedContractBody } from './contract.api.js';
import { StaffingEndForm, StaffingForm, TargetEndForm, TargetForm, TermsForm } from './contract.dto.js';
import { contracts } from './contract.policy.js';
import { Contracts } from './contracts.service.js';

const Contract = () => Param('contractId', ParseUUIDPipe);

@ApiTags('Contracts')
@Controller('api/v1/contracts')
export class ContractsApiController {
  constructor(
    private readonly contracts: Contracts,
    private readonly changes: ContractChanges,
    private readonly staffing: ContractStaffing,
  ) {}

  @Get(':contractId')
  @Does(contracts.view)
  @ApiQuery({ name: 'page', required: false })
  @ApiOkResponse({ type: OpenedContractBody })
  async show(
    @CurrentActor() actor: Person,
    @Contract() contractId: string,
    @Query('page') asked?: string,
  ): Promise<OpenedContractBody> {
    return openedContract(await this.contracts.show(actor, contractId, asked));
  }

  /** Proposes other days, cost or eligibility: a supervisor of the service, or the commissioner, approves it. */
  @Post(':contractId/terms')
  @Does(contracts.propose)
  @ApiCreatedResponse({ type: ContractMade })
  async terms(@CurrentActor() actor: Person, @Contract() contractId: string, @Body() form: TermsForm) {
    return { id: await this.changes.proposeTerms(actor, contractId, form) };
  }

  @Post(':contractId/targets')
  @Does(contracts.propose)
  @ApiCreatedResponse({ type: ContractMade })
  async target(@CurrentActor() actor: Person, @Contract() contractId: string, @Body() form: TargetForm) {
    return { id: await this.changes.proposeTarget(actor, contractId, form) };
  }

  @Post(':contractId/target-endings')
  @Does(contracts.propose)
  @ApiCreatedResponse({ type: ContractMade })
  async noTarget(@CurrentActor() actor: Person, @Contract() contractId: string, @Body() form: TargetEndForm) {
    return { id: await this.changes.proposeNoTarget(actor, contractId, form) };
  }

  @Post(':contractId/changes/:changeId/approval')
  @Does(contracts.approve)
  @HttpCode(204)
  @ApiNoContentResponse()
  approve(
    @CurrentActor() actor: Person,
    @Contract() contractId: string,
    @Param('changeId', ParseUUIDPipe) changeId: string,
  ): Promise<void> {
    return this.changes.approve(actor, contractId, changeId);
  }

  @Post(':contractId/changes/:changeId/refusal')
  @Does(contracts.refuse)
  @HttpCode(204)
  @ApiNoContentResponse()
  refuse(
    @CurrentActor() actor: Person,
    @Contract() contractId: string,
    @Param('changeId', ParseUUIDPipe) changeId: string,
  ): Promise<void> {
    return this.changes.refuse(actor, contractId, changeId);
  }

  @Post(':contractId/changes/:changeId/withdrawal')
  @Does(contracts.withdraw)
  @HttpCode(204)
  @ApiNoContentResponse()
  withdraw(
    @CurrentActor() actor: Person,
    @Contract() contractId: string,
    @Param('changeId', ParseUUIDPipe) changeId: string,
  ): Promise<void> {
    return this.changes.withdraw(actor, contractId, changeId);
  }

  @Post(':contractId/staffing')
  @Does(contracts.staff)
  @ApiCreatedResponse({ type: ContractMade })
  async staff(@CurrentActor() actor: Person, @Contract() contractId: string, @Body() form: StaffingForm) {
    return { id: await this.staffing.add(actor, contractId, form) };
  }

  @Post(':contractId/staffing/endings')
  @Does(contracts.staff)
  @HttpCode(204)
  @ApiNoContentResponse()
  async endStaffing(
    @CurrentActor() actor: Person,
    @Contract() contractId: string,
    @Body() form: StaffingEndForm,
  ): Promise<void> {
    await this.staffing.end(actor, contractId, form);
  }
}
