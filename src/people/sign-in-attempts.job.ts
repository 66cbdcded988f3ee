import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Queues } from '../platform/jobs/queues.js';
import { Throttle } from './throttle.js';

const queue = 'forget-sign-in-attempts';

/** Each night, forgets failures to sign in that no longer make anyone wait. */
@Injectable()
export class SignInAttemptsJob implements OnModuleInit {
  constructor(
    private readonly queues: Queues,
    private readonly throttle: Throttle,
  ) {}

  onModuleInit(): void {
    this.queues.handle(queue, () => this.throttle.forget());
    this.queues.everyDay(queue, '50 3');
  }
}
