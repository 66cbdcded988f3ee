import { Controller, Get, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { riskBands } from '../codes/risk-band.codes.js';
import type { Person } from '../kernel/actor.js';
import { NotFound } from '../kernel/errors.js';
import { may } from '../kernel/policy.js';
import { Clock } from '../platform/clock.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { buttonAlone, filledForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page } from '../platform/page/page.js';
import { ContractChanges } from './contract-changes.service.js';
import { eligibilities, hoursCounted, targetMeasures } from './contract.codes.js';
import { TargetEndForm, TargetForm, TermsForm } from './contract.dto.js';
import { contracts } from './contract.policy.js';
import { contractView, openedView } from './contract.view.js';
import { Contracts } from './contracts.service.js';

@Controller('contracts/:contractId')
export class ContractChangesPagesController {
  constructor(
    private readonly contracts: Contracts,
    private readonly changes: ContractChanges,
    private readonly clock: Clock,
  ) {}

  @Get('changes/new')
  @Does(contracts.propose)
  async new(
    @CurrentActor() actor: Person,
    @Param('contractId', ParseUUIDPipe) contractId: string,
    again?: RawForm,
  ): Promise<Page> {
    const { contract, targets } = await this.contracts.show(actor, contractId);
    if (!may(actor, contracts.propose, contract)) throw new NotFound();
    const { cutOffDays, returnDueDays, annualCostPounds, eligibility } = contract;
    const { acknowledgeDays, answerDays } = contract;
    const complaints = { acknowledgeDays: acknowledgeDays ?? '', answerDays: answerDays ?? '' };
    const form = filledForm({ cutOffDays, returnDueDays, annualCostPounds, eligibility, ...complaints });
    return page('people/pages/contract-change-new.njk', {
      contract: contractView(contract, targets, this.clock.today()),
      form: again ? { values: { ...form.values, ...again.values }, errors: again.errors } : form,
      lists: { eligibilities, targetMeasures, hoursCounted, riskBands },
    });
  }

  @Post('terms')
  @Does(contracts.propose)
  terms(
    @CurrentActor() actor: Person,
    @Param('contractId', ParseUUIDPipe) contractId: string,
    @Form(TermsForm) form: FormOf<TermsForm>,
  ) {
    return submit(form, {
      act: async (terms) => this.proposed(contractId, this.changes.proposeTerms(actor, contractId, terms)),
      again: (raw) => this.new(actor, contractId, raw),
    });
  }

  @Post('targets')
  @Does(contracts.propose)
  target(
    @CurrentActor() actor: Person,
    @Param('contractId', ParseUUIDPipe) contractId: string,
    @Form(TargetForm) form: FormOf<TargetForm>,
  ) {
    return submit(form, {
      act: async (target) => this.proposed(contractId, this.changes.proposeTarget(actor, contractId, target)),
      again: (raw) => this.new(actor, contractId, raw),
    });
  }

  @Post('target-endings')
  @Does(contracts.propose)
  noTarget(
    @CurrentActor() actor: Person,
    @Param('contractId', ParseUUIDPipe) contractId: string,
    @Form(TargetEndForm) form: FormOf<TargetEndForm>,
  ) {
    return submit(form, {
      act: async (target) =>
        this.proposed(contractId, this.changes.proposeNoTarget(actor, contractId, target)),
      again: (raw) => this.new(actor, contractId, raw),
    });
  }

  @Post('changes/:changeId/approval')
  @Does(contracts.approve)
  approve(
    @CurrentActor() actor: Person,
    @Param('contractId', ParseUUIDPipe) contractId: string,
    @Param('changeId', ParseUUIDPipe) changeId: string,
  ) {
    return this.decided(actor, contractId, () => this.changes.approve(actor, contractId, changeId));
  }

  @Post('changes/:changeId/refusal')
  @Does(contracts.refuse)
  refuse(
    @CurrentActor() actor: Person,
    @Param('contractId', ParseUUIDPipe) contractId: string,
    @Param('changeId', ParseUUIDPipe) changeId: string,
  ) {
    return this.decided(actor, contractId, () => this.changes.refuse(actor, contractId, changeId));
  }

  @Post('changes/:changeId/withdrawal')
  @Does(contracts.withdraw)
  withdraw(
    @CurrentActor() actor: Person,
    @Param('contractId', ParseUUIDPipe) contractId: string,
    @Param('changeId', ParseUUIDPipe) changeId: string,
  ) {
    return this.decided(actor, contractId, () => this.changes.withdraw(actor, contractId, changeId));
  }

  private async proposed(contractId: string, act: Promise<string>) {
    await act;
    return seeOther(`/contracts/${contractId}#changes`);
  }

  private decided(actor: Person, contractId: string, act: () => Promise<void>) {
    return submit(buttonAlone, {
      act: async () => {
        await act();
        return seeOther(`/contracts/${contractId}#changes`);
      },
      again: async (form) => {
        const opened = await this.contracts.show(actor, contractId);
        return page('people/pages/contract.njk', {
          form,
          ...openedView(actor, opened, this.clock.today()),
        });
      },
    });
  }
}
