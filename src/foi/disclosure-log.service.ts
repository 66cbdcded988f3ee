import { Injectable } from '@nestjs/common';
import { machine } from '../kernel/actor.js';
import { NotFound } from '../kernel/errors.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Paged } from '../platform/page/paging.js';
import { hashOf } from './letter-hash.js';
import { releaseOf, releasesOnPage, type Release, type ReleaseRow } from './disclosure-log.queries.js';

/** What was answered, for anyone: read as a visitor, who can reach what was released and nothing else. */
@Injectable()
export class DisclosureLog {
  constructor(private readonly db: UnitOfWork) {}

  list(page: unknown): Promise<Paged<ReleaseRow>> {
    return this.db.run(machine('visitor'), (tx) => releasesOnPage(tx, page));
  }

  show(answerId: string): Promise<Release> {
    return this.db.run(machine('visitor'), async (tx) => {
      const release = await releaseOf(tx, answerId);
      if (!release) throw new NotFound();
      // The database cannot tell that the words are those whose hash was approved; whoever reads them can.
      if (hashOf(release.letter).toString('hex') !== release.hash) throw new NotFound();
      return release;
    });
  }
}
