import { Controller, Get } from '@nestjs/common';
import { machine } from '../../kernel/actor.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Open } from './access.js';

/** Whether this process can do its work, for whoever keeps it running. */
@Controller('health')
export class HealthController {
  constructor(private readonly db: UnitOfWork) {}

  @Get()
  @Open()
  async show(): Promise<{ status: 'ready' }> {
    await this.db.run(machine('visitor'), (tx) => tx.query('SELECT 1'));
    return { status: 'ready' };
  }
}
