import { ApiProperty } from '@nestjs/swagger';
import { periodOfQuarter } from '../kernel/period.js';
import { wording } from '../disclosure/policy.codes.js';
import type { Paged } from '../platform/page/paging.js';
import { rowsOf, type FigureRow } from './figure-rows.rules.js';
import { definitions } from './measure-definition.js';
import type { Contract } from './published.queries.js';
import type { ReturnDocument } from './return-document.js';
import type { ReturnListed } from './return-list.rules.js';

export class AreaBody {
  @ApiProperty({ example: 'E23000033' }) code!: string;
  @ApiProperty({ example: 'Sussex' }) label!: string;
}

export class ContractBody {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() service!: string;
  @ApiProperty() commissioner!: string;
  @ApiProperty({ format: 'date' }) startsOn!: string;
  @ApiProperty({ format: 'date', description: 'Last day, inclusive' }) endsOn!: string;
  @ApiProperty({ description: 'Calendar days after a quarter on which its figures are frozen' })
  cutOffDays!: number;
  @ApiProperty({ description: 'Calendar days after a quarter by which its return is due' })
  returnDueDays!: number;
  @ApiProperty({ type: [AreaBody] }) areas!: AreaBody[];
}

export class ReturnListedBody {
  @ApiProperty({ format: 'uuid' }) contractId!: string;
  @ApiProperty() service!: string;
  @ApiProperty({ example: '2025-Q4' }) quarter!: string;
  @ApiProperty({ description: 'Whether its figures are out' }) frozen!: boolean;
  @ApiProperty({ format: 'date', description: 'What is entered by the end of this day is counted' })
  cutOffOn!: string;
  @ApiProperty({ format: 'date' }) dueOn!: string;
}

export class ReturnsPageBody {
  @ApiProperty() page!: number;
  @ApiProperty() pages!: number;
  @ApiProperty() total!: number;
  @ApiProperty({ type: [ReturnListedBody] }) returns!: readonly ReturnListedBody[];
}

export class FigureBody {
  @ApiProperty({ example: 'people_supported' }) measure!: string;
  @ApiProperty() definitionVersion!: number;
  @ApiProperty({ description: 'A police area’s code, or total' }) area!: string;
  @ApiProperty({ description: 'A quarter such as 2025-Q4, or total' }) quarter!: string;
  @ApiProperty() decision!: string;
  @ApiProperty() sex!: string;
  @ApiProperty() relationship!: string;
  @ApiProperty() cyber!: string;
  @ApiProperty() outcome!: string;
  @ApiProperty({
    description: 'A rounded count, or the sum of rounded counts: a multiple of 5. 0 does not mean none',
  })
  figure!: number;
}

export class DefinitionBody {
  @ApiProperty() measure!: string;
  @ApiProperty() label!: string;
  @ApiProperty() version!: number;
  @ApiProperty({ description: 'What one count is' }) unit!: string;
  @ApiProperty({ description: 'Which day puts a thing in a quarter' }) window!: string;
  @ApiProperty() rule!: string;
}

export class RoundingBody {
  @ApiProperty({ example: 'R-1' }) policyVersion!: string;
  @ApiProperty() rounding!: string;
  @ApiProperty() guarantee!: string;
  @ApiProperty({ type: [String] }) limits!: readonly string[];
}

/** A return as a program reads it: the figures of its page, with everything that says what they are. */
export class ReturnBody {
  @ApiProperty({ type: ContractBody }) contract!: ContractBody;
  @ApiProperty({ format: 'date' }) from!: string;
  @ApiProperty({ format: 'date', description: 'Last day, inclusive' }) to!: string;
  @ApiProperty({ format: 'date', description: 'What was entered by the end of this day is counted' })
  countedTo!: string;
  @ApiProperty({ type: String, format: 'date-time' }) frozenAt!: Date;
  @ApiProperty({ description: 'SHA-256 over everything the snapshot prints' }) hash!: string;
  @ApiProperty({ type: RoundingBody }) rounded!: RoundingBody;
  @ApiProperty({ type: [String] }) notes!: readonly string[];
  @ApiProperty({ type: [DefinitionBody] }) definitions!: readonly DefinitionBody[];
  @ApiProperty({ type: [FigureBody] }) figures!: FigureBody[];
}

export function contractBody(contract: Contract): ContractBody {
  const { id, service, commissioner, startsOn, endsOn, cutOffDays, returnDueDays } = contract;
  return {
    id,
    service,
    commissioner,
    startsOn,
    endsOn,
    cutOffDays,
    returnDueDays,
    areas: [...contract.areas],
  };
}

export function returnsPageBody({ page, pages, total, rows }: Paged<ReturnListed>): ReturnsPageBody {
  const returns = rows.map(({ contract: { id, service }, quarter, frozen, cutOffOn, dueOn }) => ({
    contractId: id,
    service,
    quarter,
    frozen: frozen !== null,
    cutOffOn,
    dueOn,
  }));
  return { page, pages, total, returns };
}

export function returnBody({ contract, from, to, snapshot, figures, notes }: ReturnDocument): ReturnBody {
  const { rounding, guarantee, limits } = wording;
  return {
    contract: contractBody(contract),
    from: periodOfQuarter(from).from,
    to: periodOfQuarter(to).to,
    countedTo: snapshot.countedTo,
    frozenAt: snapshot.frozenAt,
    hash: snapshot.hash,
    rounded: { policyVersion: snapshot.policyVersion, rounding, guarantee, limits },
    notes,
    definitions,
    figures: rowsOf(figures).map(figureBody),
  };
}

function figureBody({ measure, definitionVersion, area, quarter, figure, ...row }: FigureRow): FigureBody {
  const { decision, sex, relationship, cyber, outcome } = row;
  return {
    measure,
    definitionVersion,
    area: area.code,
    quarter: quarter.code,
    decision: decision.code,
    sex: sex.code,
    relationship: relationship.code,
    cyber: cyber.code,
    outcome: outcome.code,
    figure,
  };
}
