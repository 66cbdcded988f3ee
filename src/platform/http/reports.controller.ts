import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { CONFIG, type Config } from '../../config.js';
import { Clock } from '../clock.js';
import { Log, logCode } from '../log.js';
import { Open } from './access.js';
import { isOfPolicy } from './headers.js';

/** Takes browsers' reports of what a page tried that its policy forbids. */
@ApiExcludeController()
@Controller('csp-reports')
export class ReportsController {
  /** In which minute each directive was last told of. */
  private readonly told = new Map<string, number>();

  constructor(
    private readonly log: Log,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Which rule it broke is kept, and nothing else: a report quotes addresses and what was on the page. Anybody can send one, so
   * only rules of our own policy are told, each once a minute.
   */
  @Post()
  @Open()
  @HttpCode(204)
  create(@Body() reports: unknown): void {
    const minute = Math.floor(this.clock.now().getTime() / 60_000);
    for (const directive of directivesIn(reports).slice(0, 10)) {
      if (!isOfPolicy(directive, this.config) || this.told.get(directive) === minute) continue;
      this.told.set(directive, minute);
      this.log.warn('page.policy_broken', { directive: logCode(directive) });
    }
  }
}

function directivesIn(reports: unknown): string[] {
  return [reports].flat().flatMap((report) => {
    const about = fieldOf(report, 'csp-report') ?? fieldOf(report, 'body');
    const directive =
      fieldOf(about, 'effective-directive') ??
      fieldOf(about, 'effectiveDirective') ??
      fieldOf(about, 'violated-directive');
    return typeof directive === 'string' ? [directive] : [];
  });
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined; // an object's own
}
