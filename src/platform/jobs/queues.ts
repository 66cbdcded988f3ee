import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import {
  createPostgresBackend,
  Queue,
  setDefaultBackendFactory,
  Worker,
  type ConnectionOptions,
  type Job,
  type JobsOptions,
} from 'bullmq';
import { CONFIG, type Config } from '../../config.js';
import { JOBS_URL } from '../jobs-url.js';
import { Log, logCode } from '../log.js';

/** What a job carries: ids. Whoever works it looks the rest up, and may be asked twice. */
export type JobData = Readonly<Record<string, string | number | null>>;

/** Does one job. `progress` is a percentage, shown where someone waits for it. */
export type Handler = (data: JobData, progress: (percent: number) => Promise<void>) => Promise<void>;

/** BullMQ on Postgres, or on Redis where REDIS_URL is set: the only file that knows which. */
@Injectable()
export class Queues implements OnApplicationShutdown {
  private readonly queues = new Map<string, Queue>();
  private readonly handlers = new Map<string, Handler>();
  private readonly listeners = new Map<string, string[]>();
  private readonly daily = new Map<string, string>();
  private workers: Worker[] = [];

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(JOBS_URL) private readonly jobsUrl: string,
    private readonly log: Log,
  ) {
    if (!config.redisUrl) setDefaultBackendFactory(createPostgresBackend);
  }

  /** Says who works a queue's jobs. Called by each `x.job.ts` as its module starts. */
  handle(queue: string, handler: Handler): void {
    this.handlers.set(queue, handler);
  }

  /** Gives every committed event of this name to a queue, as a job with the event's id. */
  onEvent(did: string, queue: string): void {
    this.listeners.set(did, [...(this.listeners.get(did) ?? []), queue]);
  }

  /** Adds a job to a queue each day at a time, 'minute hour' in London. */
  everyDay(queue: string, minuteAndHour: string): void {
    this.daily.set(queue, `${minuteAndHour} * * *`);
  }

  listenersTo(did: string): readonly string[] {
    return this.listeners.get(did) ?? [];
  }

  /** Queues a job; a second one with the same id, while the first is kept, is the same job. */
  async add(queue: string, data: JobData, jobId?: string): Promise<void> {
    await this.put(queue, data, jobId ? { jobId } : {});
  }

  /** Queues a job's data anew, to be worked when this time has gone by. */
  async later(queue: string, data: JobData, milliseconds: number): Promise<void> {
    await this.put(queue, data, { delay: milliseconds });
  }

  private async put(queue: string, data: JobData, options: JobsOptions): Promise<void> {
    await this.queue(queue).add(queue, data, {
      ...options,
      attempts: 8,
      backoff: { type: 'exponential', delay: 2_000 },
      removeOnComplete: { age: 86_400 },
      removeOnFail: false,
    });
  }

  /** Starts working: the worker process, and the web process where it is both. */
  async start(): Promise<void> {
    this.workers = [...this.handlers].map(([queue, handler]) => this.worker(queue, handler));
    for (const [queue, pattern] of this.daily) {
      await this.queue(queue).upsertJobScheduler(queue, { pattern, tz: 'Europe/London' }, { data: {} });
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.close()));
    await Promise.all([...this.queues.values()].map((queue) => queue.close()));
  }

  private worker(queue: string, handler: Handler): Worker {
    const work = async (job: Job<JobData>) => handler(job.data, (percent) => job.updateProgress(percent));
    const worker = new Worker<JobData>(queue, work, { connection: this.connection() });
    worker.on('failed', (_, error) => {
      this.log.error('job.failed', error, { queue: logCode(queue) });
    });
    worker.on('error', (error) => {
      this.log.error('job.queue_error', error, { queue: logCode(queue) });
    });
    return worker;
  }

  private queue(name: string): Queue {
    const known = this.queues.get(name);
    if (known) return known;
    const queue = new Queue(name, { connection: this.connection() });
    queue.on('error', (error) => {
      this.log.error('job.queue_error', error, { queue: logCode(name) });
    });
    this.queues.set(name, queue);
    return queue;
  }

  private connection(): ConnectionOptions {
    if (this.config.redisUrl) return { url: this.config.redisUrl };
    // BullMQ types its connections for Redis; with the Postgres backend it takes a pool's settings instead.
    return { connectionString: this.jobsUrl, schema: 'jobs', max: 2 };
  }
}
