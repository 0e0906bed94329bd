/**
 * A real server behind a network that fails in the way its address says: `/<fault>/<world>` is the
 * endpoint of one visitor. `…/begin` and `…/end` break and mend the network, `…/release` delivers
 * what it kept, `…/ledger` tells what the backend holds.
 */
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import type { Operation } from '../../src/protocol/operation.schema.ts';
import type { FaultPlaces, Ledger } from './fault-ledger.ts';
import { FaultWorld, HOOK } from './fault-world.ts';
import type { Delivery } from './fault-world.ts';
import { FAULTS, send } from './network-faults.ts';
import type { Fault } from './network-faults.ts';
import { untrustedCertificate } from './untrusted-certificate.ts';

export interface FaultServer {
  places: FaultPlaces;
  stop(): Promise<void>;
}

export async function startFaultServer(): Promise<FaultServer> {
  const network: Network = { worlds: new Map(), tlsConnections: 0 };
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    handle(network, request, response).catch((error: unknown) => {
      console.error('fault server:', error);
      response.destroy();
    });
  };
  const plain = await listening(createServer(listener));
  const secure = await listening(createTlsServer(untrustedCertificate('localhost'), listener));
  secure.on('connection', () => (network.tlsConnections += 1));
  const { holder, port } = await portOfNobody(portOf(plain));
  return {
    places: {
      http: `http://localhost:${String(portOf(plain))}`,
      tls: `https://localhost:${String(portOf(secure))}`,
      refused: `http://localhost:${String(port)}`,
    },
    stop: async () => {
      holder.destroy();
      await Promise.all([plain, secure].map(stopped));
    },
  };
}

interface Network {
  worlds: Map<string, FaultWorld>;
  tlsConnections: number;
}

async function listening<S extends Server>(server: S): Promise<S> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

function stopped(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}

/** The near end of an open connection: nobody listens at that port, and nobody else can get it. */
async function portOfNobody(other: number): Promise<{ holder: Socket; port: number }> {
  const holder = connect(other, '127.0.0.1');
  await new Promise<void>((resolve, reject) => {
    holder.once('connect', resolve);
    holder.once('error', reject);
  });
  holder.on('error', () => {
    holder.destroy();
  });
  return { holder, port: holder.localPort ?? 0 };
}

async function handle(network: Network, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, search } = new URL(request.url ?? '', 'http://localhost');
  const [, name = '', id = '', ...rest] = pathname.split('/');
  const fault = FAULTS[name];
  if (fault === undefined) {
    response.writeHead(404).end(`Expected one of ${Object.keys(FAULTS).join(', ')}; got ${name}`);
    return;
  }
  const world = network.worlds.get(id) ?? new FaultWorld();
  network.worlds.set(id, world);
  const path = `/${rest.join('/')}`;
  if (rest[0] !== 'v1' && path !== HOOK) {
    await control(world, path);
    const ledger: Ledger = { ...(await world.ledger()), tlsConnections: network.tlsConnections };
    response.writeHead(200, { 'access-control-allow-origin': '*', 'content-type': 'application/json' });
    response.end(JSON.stringify(ledger));
    return;
  }
  const delivery = await received(request, `${path}${search}`);
  world.arrive(delivery);
  const exchange = { world, delivery, response, portal: `/${name}/${id}/portal` };
  if (world.isBroken && strikes(fault, delivery)) await fault.act(exchange);
  else send(exchange, await world.handOn(delivery));
}

async function control(world: FaultWorld, command: string): Promise<void> {
  switch (command) {
    case '/begin':
      world.isBroken = true;
      world.brokenSince = Date.now();
      break;
    case '/end':
      world.isBroken = false;
      break;
    case '/release':
      await world.release();
      break;
    case '/portal':
      world.portalVisits += 1;
      break;
    case '/ledger':
      break;
    default:
      throw new Error(`Expected begin, end, release, portal or ledger; got ${command}`);
  }
}

async function received(request: IncomingMessage, path: string): Promise<Delivery> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = new Uint8Array(Buffer.concat(chunks));
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)] as const);
  const method = request.method ?? '';
  const isDelivery = method === 'POST' && (path === '/v1/operations' || path === HOOK);
  return {
    method,
    path,
    headers: Object.fromEntries(headers),
    body,
    origin: request.headers.origin ?? '*',
    operation: isDelivery ? operationIn(body) : undefined,
  };
}

function operationIn(body: Uint8Array): Operation {
  const { operation } = JSON.parse(Buffer.from(body).toString()) as { operation: Operation };
  return operation;
}

function strikes(fault: Fault, { method, operation }: Delivery): boolean {
  switch (fault.strikes) {
    case 'forms':
      return operation?.kind === 'submission';
    case 'preflights':
      return method === 'OPTIONS';
    case 'everything':
      return true;
  }
}
