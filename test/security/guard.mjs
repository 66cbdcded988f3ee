import { randomUUID } from 'node:crypto';
import { createServer, request } from 'node:http';

/**
 * Stands between a crawler and Larkspur as one signed-in person: adds their cookie, lets nobody sign out, and counts what
 * was asked and every answer that was a fault.
 */
export async function startGuard({ port, cookie }) {
  const seen = { requests: 0, faults: [] };
  const server = createServer((asked, answer) => {
    seen.requests += 1;
    if (/^\/sign-out|^\/api\/v1\/session/.test(asked.url) && cookie) {
      answer.writeHead(404).end();
      return;
    }
    // Each request its own, or the program would answer a second as it answered the first.
    const once = { 'idempotency-key': randomUUID() };
    const headers = { ...asked.headers, ...once, ...(cookie ? { cookie } : {}) };
    const passedOn = request(
      { port, host: '127.0.0.1', method: asked.method, path: asked.url, headers },
      (told) => {
        if (told.statusCode >= 500)
          seen.faults.push(`${told.statusCode} ${asked.method} ${asked.url.slice(0, 200)}`);
        answer.writeHead(told.statusCode, told.headers);
        told.pipe(answer);
      },
    );
    passedOn.on('error', () => answer.destroy());
    asked.pipe(passedOn);
  });
  await new Promise((up) => server.listen(0, '127.0.0.1', up));
  return {
    seen,
    base: `http://127.0.0.1:${server.address().port}`,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
