import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Log } from '../log.js';

/** One pass of some work; whether it left more to do, so that the next follows at once. */
type Pass = () => Promise<boolean>;

/** Work that goes on for as long as the process does, a pass at a time; what goes wrong is logged and tried again. */
@Injectable()
export class Repeating implements OnApplicationShutdown {
  private running = true;
  private readonly loops: Promise<void>[] = [];

  constructor(private readonly log: Log) {}

  /** @param fault what a failed pass is logged as */
  every(milliseconds: number, pass: Pass, fault: string): void {
    this.loops.push(this.loop(milliseconds, pass, fault));
  }

  async onApplicationShutdown(): Promise<void> {
    this.running = false;
    await Promise.all(this.loops);
  }

  private async loop(milliseconds: number, pass: Pass, fault: string): Promise<void> {
    while (this.running) {
      const more = await pass().catch((error: unknown) => {
        this.log.error(fault, error);
        return false;
      });
      if (!more) await new Promise((wake) => setTimeout(wake, milliseconds));
    }
  }
}
