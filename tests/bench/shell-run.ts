import type { ShellSpreads } from './headline';
import { idleFigures, type IdleFigures } from './page-idle';
import { smallFigures, type SmallFigures } from './page-small';
import type { BenchSites } from './paired-run';
import { shellFigures, type ShellFigures } from './shell-figures';
import { spread } from './spread';

export type ShellRun = ShellFigures & SmallFigures & IdleFigures;

export interface ShellRuns {
  readonly spreads: ShellSpreads;
  readonly runs: readonly ShellRun[];
}

/** What does not depend on a size: the app's start, a small list, the app at rest. */
export async function measureShell({ muster, launch }: BenchSites, repeat: number): Promise<ShellRuns> {
  const where = { origin: muster, launch };
  const runs: ShellRun[] = [];
  for (let run = 0; run < repeat; run++)
    runs.push({ ...(await shellFigures(where)), ...(await smallFigures(where)), ...(await idleFigures(where)) });
  const spreads = {
    kB: spread(runs.map(({ kB }) => kB)),
    lcpMs: spread(runs.map(({ lcpMs }) => lcpMs)),
    computeMs: spread(runs.map(({ computeMs }) => computeMs)),
    cpuPercent: spread(runs.map(({ cpuPercent }) => cpuPercent))
  };
  return { spreads, runs };
}
