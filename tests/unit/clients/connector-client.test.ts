import { expose } from 'comlink';
import { beforeEach, expect, it, vi } from 'vitest';
import { ConnectorClient } from '../../../src/lib/clients/connector-client';
import type { ConnectorApi, Listing, ListingRequest } from '../../../src/lib/protocol/connector-api';
import type { JobOutcome } from '../../../src/lib/protocol/job';
import { connectionWith } from '../../fixtures/connections';

vi.mock('$workers/connector.worker.ts?worker&url', () => ({ default: 'connector.js' }));
vi.mock('../../../src/lib/clients/worker-script', () => ({ startWorker: () => new FakeWorker() }));

const listing: Listing = { file: new Blob(['{}\n']), records: 1, groups: 0, isWhole: true, watermark: undefined };
const request: ListingRequest = {
  access: { connection: connectionWith(), token: 't', origin: 'https://muster.example.com' },
  since: undefined
};

/** Both ends of a channel; its API answers when the test says so. */
class FakeWorker extends EventTarget {
  readonly #port: MessagePort;
  readonly paused: boolean[] = [];
  isEnded = false;
  sweeps = 0;
  end: (outcome: JobOutcome<Listing>) => void = () => undefined;

  constructor() {
    super();
    workers.push(this);
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    port1.onmessage = ({ data }) => this.dispatchEvent(new MessageEvent('message', { data }));
    const api: Pick<ConnectorApi, 'list' | 'sweep' | 'setPaused' | 'dryRun'> = {
      dryRun: () => new Promise(() => undefined),
      list: () => new Promise((resolve) => (this.end = resolve)),
      setPaused: async (isPaused) => void this.paused.push(isPaused),
      sweep: async () => void this.sweeps++
    };
    expose(api, port2);
  }

  postMessage(message: unknown, transfer: Transferable[] = []): void {
    this.#port.postMessage(message, transfer);
  }

  /** Such as for want of memory. */
  crash(): void {
    this.dispatchEvent(Object.assign(new Event('error'), { message: 'Out of memory' }));
  }

  terminate(): void {
    this.isEnded = true;
    this.#port.close();
  }
}

const never = new AbortController().signal;
const nothing = () => undefined;

let workers: FakeWorker[];

beforeEach(() => {
  workers = [];
});

it('lists in another worker after one has broken, and clears up behind it', async () => {
  const running = new ConnectorClient().startListing();
  const first = running.run(request, never, nothing);
  workers[0].crash();
  expect(await first).toEqual({ status: 'failed', error: { kind: 'worker-crashed', cause: 'Out of memory' } });
  expect(workers[0].isEnded).toBe(true);
  await vi.waitFor(() => expect(workers.some(({ sweeps, isEnded }) => sweeps === 1 && isEnded)).toBe(true));

  const again = running.run(request, never, nothing);
  const fresh = workers.filter(({ isEnded }) => !isEnded);
  expect(fresh).toHaveLength(1);
  running.setPaused(true);
  await vi.waitFor(() => expect(fresh[0].paused).toEqual([true]));
  fresh[0].end({ status: 'done', value: listing });
  expect(await again).toMatchObject({ status: 'done', value: { records: 1 } });
  running.end();
  expect(workers.every(({ isEnded }) => isEnded)).toBe(true);
});

it('goes on in the same worker after a failure that it told itself', async () => {
  const running = new ConnectorClient().startListing();
  const slow = { kind: 'system-slow', host: 'scim.example.com', seconds: 60 } as const;
  const first = running.run(request, never, nothing);
  await turn();
  workers[0].end({ status: 'failed', error: slow });
  expect(await first).toEqual({ status: 'failed', error: slow });
  const again = running.run(request, never, nothing);
  await turn();
  workers[0].end({ status: 'done', value: listing });
  expect([(await again).status, workers.length]).toEqual(['done', 1]);
  running.end();
});

it('applies nothing more once it was ended, and answers what was under way as cancelled', async () => {
  const running = new ConnectorClient().startApplying();
  const options = { allowsDeletions: false, targetApps: {}, usesBulk: true, welcomesUsers: false };
  const order = { operations: [], options, onNews: nothing };
  const first = running.dryRun(request.access, order);
  await turn();
  running.end();
  expect(await first).toEqual({ status: 'cancelled' });
  expect(await running.dryRun(request.access, order)).toEqual({ status: 'cancelled' });
  expect(workers.map(({ isEnded }) => isEnded)).toEqual([true]);
});

/** A message there, and what it does. */
const turn = () => new Promise((resolve) => setTimeout(resolve, 20));
