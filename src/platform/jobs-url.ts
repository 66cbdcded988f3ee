/** Where the queues keep their jobs where there is no Redis. */
export const JOBS_URL = Symbol('where the queues are');
