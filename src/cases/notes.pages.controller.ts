import { Controller, Get, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { emptyForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page } from '../platform/page/page.js';
import { noteKinds } from './case.codes.js';
import { NoteForm } from './case.dto.js';
import { cases } from './case.policy.js';
import { CasesService } from './cases.service.js';

@Controller('cases/:caseId/notes')
export class NotesPagesController {
  constructor(private readonly cases: CasesService) {}

  @Get('new')
  @Does(cases.note)
  async new(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    form: RawForm = emptyForm,
  ): Promise<Page> {
    const { kase } = await this.cases.open(actor, caseId, cases.note);
    return page('cases/pages/note.njk', { form, caseId, reference: kase.reference, kinds: noteKinds });
  }

  @Post()
  @Does(cases.note)
  create(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Form(NoteForm) form: FormOf<NoteForm>,
  ) {
    return submit(form, {
      act: async (note) => {
        await this.cases.writeNote(actor, caseId, note);
        return seeOther(`/cases/${caseId}`);
      },
      again: (raw) => this.new(actor, caseId, raw),
    });
  }
}
