import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Log, logCode } from '../log.js';
import { Open } from './access.js';

/** Takes browsers' reports of what a page tried that its policy forbids. */
@ApiExcludeController()
@Controller('csp-reports')
export class ReportsController {
  constructor(private readonly log: Log) {}

  /** Which rule it broke is kept, and nothing else: a report quotes addresses and what was on the page. */
  @Post()
  @Open()
  @HttpCode(204)
  create(@Body() reports: unknown): void {
    for (const directive of directivesIn(reports).slice(0, 10))
      this.log.warn('page.policy_broken', { directive: logCode(directive) });
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
