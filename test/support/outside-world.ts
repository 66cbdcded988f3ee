import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer as createHttp, type Server as HttpServer } from 'node:http';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import type { Config } from '../../src/config.js';

/** Something that left Larkspur, as whoever carries it got it. */
export interface Carried {
  readonly by: 'text' | 'mail';
  readonly to: string;
  readonly words: string;
  /** What else came with it: the headers of a mail, the token of a text. */
  readonly with: string;
}

/** A text gateway and a mail server on this machine, which keep what they are given. */
export interface OutsideWorld {
  readonly carried: Carried[];
  readonly config: Pick<Config, 'texts' | 'mail'>;
  /** Whether the gateway takes anything. */
  refuses: boolean;
  close(): Promise<void>;
}

export async function openOutsideWorld(): Promise<OutsideWorld> {
  const carried: Carried[] = [];
  const folder = await mkdtemp(join(tmpdir(), 'larkspur-gateway-'));
  const tokenFile = join(folder, 'token');
  await writeFile(tokenFile, 'invented-token\n');
  const world = { carried, refuses: false };
  const [gateway, mail] = [textGateway(world), mailServer(carried)];
  const [texts, smtp] = [await portOf(gateway), await portOf(mail)];
  return Object.assign(world, {
    config: {
      texts: { url: `http://127.0.0.1:${String(texts)}/send`, tokenFile },
      mail: { url: `smtp://127.0.0.1:${String(smtp)}`, from: 'hello@mail.invalid' },
    },
    close: async () => {
      gateway.close();
      mail.close();
      await rm(folder, { recursive: true });
    },
  });
}

function textGateway(world: { carried: Carried[]; refuses: boolean }): HttpServer {
  return createHttp((request, response) => {
    void json(request).then((body) => {
      if (world.refuses) return response.writeHead(503).end();
      const { to, text } = body as { to: string; text: string }; // as the port sends it
      world.carried.push({ by: 'text', to, words: text, with: request.headers.authorization ?? '' });
      return response.writeHead(202).end();
    });
  });
}

/** As much of SMTP (RFC 5321) as takes a mail. */
function mailServer(carried: Carried[]): Server {
  return createServer((socket) => {
    const session = { to: '', data: null as string[] | null };
    let unread = '';
    socket.on('error', () => undefined);
    socket.write('220 mail.invalid\r\n');
    socket.on('data', (bytes) => {
      const lines = (unread + bytes.toString('utf8')).split('\r\n');
      unread = lines.pop() ?? '';
      for (const line of lines) answer(line, session, socket, carried);
    });
  });
}

function answer(
  line: string,
  session: { to: string; data: string[] | null },
  socket: Socket,
  carried: Carried[],
): void {
  if (session.data !== null) {
    if (line !== '.') {
      session.data.push(line);
      return;
    }
    const [headers = '', ...body] = session.data.join('\n').split('\n\n');
    carried.push({ by: 'mail', to: session.to, words: body.join('\n\n').trim(), with: headers });
    session.data = null;
    socket.write('250 taken\r\n');
    return;
  }
  const to = /^RCPT TO:<(.*)>/i.exec(line)?.[1];
  if (to !== undefined) session.to = to;
  if (/^DATA/i.test(line)) session.data = [];
  socket.write(/^DATA/i.test(line) ? '354 go on\r\n' : '250 mail.invalid\r\n');
  if (/^QUIT/i.test(line)) socket.end();
}

async function portOf(server: Server | HttpServer): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port; // it listens on a port
}
