import { Injectable, type PipeTransform } from '@nestjs/common';
import { NotFound } from '../kernel/errors.js';
import { isQuarter, type Quarter } from '../kernel/period.js';

/** A quarter in an address, such as 2025-Q4. What is no quarter is no page. */
@Injectable()
export class ParseQuarterPipe implements PipeTransform<string, Quarter> {
  transform(text: string): Quarter {
    if (!isQuarter(text)) throw new NotFound();
    return text;
  }
}

/** The year a financial year starts in, such as 2020 for 2020/21. */
@Injectable()
export class ParseYearPipe implements PipeTransform<string, number> {
  transform(text: string): number {
    if (!/^20\d\d$/.test(text)) throw new NotFound();
    return Number(text);
  }
}
