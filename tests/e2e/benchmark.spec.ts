import { expect, test } from '@playwright/test';
import { benchData } from '../bench/bench-data';
import { benchSite, duckDbSite } from '../bench/bench-site';
import { pairedRun } from '../bench/paired-run';
import { browserLaunch } from '../find-browser';
import { startServer } from '../serve';

const ROWS = 20_000;

// Five browsers, one after the other.
test.slow();

/** The benchmark for its answers alone: it throws when one side is wrong or the two differ. No time has a bar here. */
test('both sides of the benchmark give the known answers', async ({}, info) => {
  const [muster, duckDb] = [info.outputPath('muster'), info.outputPath('duckdb')];
  await Promise.all([benchSite(muster), duckDbSite(duckDb)]);
  const servers = [await startServer(muster, 0), await startServer(duckDb, 0)] as const;
  try {
    const sites = {
      muster: servers[0].origin,
      duckDb: servers[1].origin,
      folder: info.outputPath('profiles'),
      launch: browserLaunch()
    };
    const data = await benchData(ROWS, info.outputPath('data'));
    const { flow, duckDb: other, stored } = await pairedRun(sites, data, false);
    expect(flow.search.totals).toHaveLength(data.queries.length);
    expect(other.search.totals).toHaveLength(data.queries.length);
    expect(stored.bytes).toBeGreaterThan(data.bytes / 2);
  } finally {
    await Promise.all(servers.map((server) => server.close()));
  }
});
