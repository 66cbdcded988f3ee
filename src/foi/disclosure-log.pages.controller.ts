import { Controller, Get, Param, ParseUUIDPipe, Query, type StreamableFile } from '@nestjs/common';
import { Open } from '../platform/http/access.js';
import { download } from '../platform/http/download.js';
import { page, type Page } from '../platform/page/page.js';
import { tablesAsCsv } from './answer-csv.rules.js';
import { asPlainText } from './answer.rules.js';
import { blocksOf } from './answer.view.js';
import { DisclosureLog } from './disclosure-log.service.js';
import { LogQuery } from './foi.dto.js';

@Controller('disclosure-log')
export class DisclosureLogPagesController {
  constructor(private readonly log: DisclosureLog) {}

  @Get()
  @Open()
  async list(@Query() query: LogQuery): Promise<Page> {
    return page('foi/pages/disclosure-log.njk', { log: await this.log.list(query.page), query });
  }

  @Get(':answerId')
  @Open()
  async show(@Param('answerId', ParseUUIDPipe) answerId: string): Promise<Page> {
    const release = await this.log.show(answerId);
    return page('foi/pages/released.njk', { release, blocks: blocksOf(release.letter) });
  }

  @Get(':answerId/text')
  @Open()
  async text(@Param('answerId', ParseUUIDPipe) answerId: string): Promise<StreamableFile> {
    const { letter, reference } = await this.log.show(answerId);
    return download(asPlainText(letter), reference, 'txt');
  }

  @Get(':answerId/csv')
  @Open()
  async csv(@Param('answerId', ParseUUIDPipe) answerId: string): Promise<StreamableFile> {
    const { letter, reference } = await this.log.show(answerId);
    return download(tablesAsCsv(letter), reference, 'csv');
  }
}
