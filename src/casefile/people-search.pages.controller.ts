import { Controller, Get, Post } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { labelOf } from '../kernel/codelist.js';
import { identifierOwners } from '../parties/identifier.codes.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { emptyForm, filledForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { Asks } from '../platform/http/once.interceptor.js';
import { page, type Page } from '../platform/page/page.js';
import { PeopleSearchForm } from './people-search.dto.js';
import { people } from './people-search.policy.js';
import { PeopleSearch } from './people-search.service.js';

/** What is searched for is of people: it is posted, and stands in no address, no history of a browser and no log of a proxy. */
@Controller('people')
export class PeopleSearchPagesController {
  constructor(private readonly search: PeopleSearch) {}

  @Get()
  @Does(people.search)
  new(): Page {
    return searchPage(emptyForm);
  }

  @Post()
  @Asks()
  @Does(people.search)
  find(@CurrentActor() actor: Person, @Form(PeopleSearchForm) form: FormOf<PeopleSearchForm>) {
    return submit(form, {
      act: async (terms) => {
        const found = await this.search.find(actor, terms);
        const rows = found.rows.map((each) => ({ ...each, who: labelOf(identifierOwners, each.whose) }));
        return page('casefile/pages/people.njk', {
          form: filledForm(form.raw.values),
          found: { ...found, rows },
        });
      },
      again: searchPage,
    });
  }
}

function searchPage(form: RawForm): Page {
  return page('casefile/pages/people.njk', { form });
}
