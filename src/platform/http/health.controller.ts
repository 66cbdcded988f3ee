import { Controller, Get, Inject } from '@nestjs/common';
import { machine } from '../../kernel/actor.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { CUSTODIAN, type KeyCustodian } from '../sealing/key-custodian.js';
import { someDataKey } from '../sealing/stored-keys.js';
import { Open } from './access.js';

/** Whether this process can do its work, for whoever keeps it running. */
@Controller('health')
export class HealthController {
  constructor(
    private readonly db: UnitOfWork,
    @Inject(CUSTODIAN) private readonly custodian: KeyCustodian,
  ) {}

  /** It reaches the database, and the custodian opens what the database holds. */
  @Get()
  @Open()
  async show(): Promise<{ status: 'ready' }> {
    const held = await this.db.run(machine('keeper'), someDataKey);
    await (held ? this.custodian.unwrap([held]) : this.custodian.currentVersion());
    return { status: 'ready' };
  }
}
