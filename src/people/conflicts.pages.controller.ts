import { Controller, Get, Post, Query } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { labelOf } from '../kernel/codelist.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { emptyForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page } from '../platform/page/page.js';
import { conflictRelations } from './conflict.codes.js';
import { ConflictForm } from './conflict.dto.js';
import { conflicts } from './conflict.policy.js';
import { ConflictsService } from './conflicts.service.js';

/** One's own page: nobody else reads whom one knows. */
@Controller('conflicts')
export class ConflictsPagesController {
  constructor(private readonly conflicts: ConflictsService) {}

  @Get()
  @Does(conflicts.declare)
  async list(
    @CurrentActor() actor: Person,
    @Query('page') asked?: unknown,
    form: RawForm = emptyForm,
  ): Promise<Page> {
    const paged = await this.conflicts.own(actor, asked);
    const rows = paged.rows.map(({ relation, ...declared }) => {
      return { ...declared, relation: labelOf(conflictRelations, relation) };
    });
    return page('people/pages/conflicts.njk', {
      form,
      list: { ...paged, rows },
      relations: conflictRelations,
    });
  }

  @Post()
  @Does(conflicts.declare)
  create(@CurrentActor() actor: Person, @Form(ConflictForm) form: FormOf<ConflictForm>) {
    return submit(form, {
      act: async (given) => {
        await this.conflicts.declare(actor, given);
        return seeOther('/conflicts');
      },
      again: (raw) => this.list(actor, undefined, raw),
    });
  }
}
