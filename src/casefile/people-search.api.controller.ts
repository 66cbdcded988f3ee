import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { FoundInBody } from '../cases/case.api.js';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { Asks } from '../platform/http/once.interceptor.js';
import { PeopleSearchForm } from './people-search.dto.js';
import { people } from './people-search.policy.js';
import { PeopleSearch } from './people-search.service.js';

class PersonFoundBody {
  @ApiProperty({ enum: ['client', 'perpetrator'] }) whose!: string;
  @ApiProperty() fullName!: string;
  @ApiProperty({ type: String, nullable: true }) knownAs!: string | null;
  @ApiProperty({ type: [String], description: 'Why they were found' }) reasons!: readonly string[];
  @ApiProperty({ type: [FoundInBody] }) in!: readonly FoundInBody[];
}

class PeopleFoundBody {
  @ApiProperty() page!: number;
  @ApiProperty() pages!: number;
  @ApiProperty({ description: 'Of those who may be seen, at most two hundred' }) total!: number;
  @ApiProperty({
    description: 'Whether so many share what was searched for that there may be more than these',
  })
  more!: boolean;
  @ApiProperty({ type: [PersonFoundBody] }) people!: readonly PersonFoundBody[];
}

@ApiTags('Cases')
@Controller('api/v1/people-searches')
export class PeopleSearchApiController {
  constructor(private readonly search: PeopleSearch) {}

  @Post()
  @Asks()
  @Does(people.search)
  @HttpCode(200)
  @ApiOkResponse({ type: PeopleFoundBody })
  async find(@CurrentActor() actor: Person, @Body() terms: PeopleSearchForm): Promise<PeopleFoundBody> {
    const { page, pages, total, rows, more } = await this.search.find(actor, terms);
    const people = rows.map(({ whose, fullName, knownAs, reasons, in: where }) => ({
      ...{ whose, fullName, knownAs, reasons },
      in: where.map(({ id, reference, kind }) => ({ id, reference, kind })),
    }));
    return { page, pages, total, more, people };
  }
}
