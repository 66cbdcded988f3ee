import { Injectable } from '@nestjs/common';
import { londonDate, type PlainDate } from '../kernel/plain-date.js';

/** The only place the present moment is read. Tests put a stopped clock in its stead. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }

  /** The day it is in London. */
  today(): PlainDate {
    return londonDate(this.now());
  }
}
