import { benchData } from './bench-data';
import { BARS } from './bars';
import type { Headline } from './headline';
import { musterRun, type BenchSites } from './paired-run';

const ROWS = 3_000_000;

/** One run of the whole flow. That it does not finish is an answer too. */
export async function threeMillions(sites: BenchSites): Promise<NonNullable<Headline['three']>> {
  const data = await benchData(ROWS, sites.folder);
  console.log(`\n3,000,000 users, 3,000,000 accounts, ${(data.bytes / 1e6).toFixed(1)} MB`);
  try {
    const { flow } = await musterRun(sites, data);
    console.log('every answer is right');
    const ratio = flow.memoryBytes === undefined ? undefined : flow.memoryBytes / data.bytes;
    return { ok: ratio === undefined || ratio <= BARS.three.limit, ratio, ms: flow.together.ms };
  } catch (error) {
    console.error(error);
    return { ok: false, ratio: undefined, ms: 0 };
  }
}
