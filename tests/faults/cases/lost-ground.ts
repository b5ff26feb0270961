import { engineOf, runStep, workerOf } from '../fault-browser';
import { failureOf, inBrowser, sessionOf, stateOf, within, type FaultCase } from '../fault-case';
import { largeUsersCsv } from '../fault-lists';
import type { FaultStep } from '../fault-step';
import { BOTH, DECIDED } from '../kill-scenarios';
import { knowNames } from '../page-names';
import { WORKSPACE } from '../profiles';
import { readRaw } from '../raw-state';

/** Room that is left when the quota is cut: the large list, 12 MB, takes more than nine, in several transactions. */
const ROOM_LEFT = 4 * 2 ** 20;
/** The browser goes by the room that it knew of for half a minute. */
const QUOTA_KNOWN_MS = 32_000;
const LONG_MS = 60_000;
function largeImport(): FaultStep {
  return { do: 'import', which: 'users', csv: largeUsersCsv(), fileName: 'large.csv' };
}

const quota: FaultCase = {
  id: 'B1',
  name: 'the quota is cut to 4 MiB more in mid-import and lifted again',
  run: (ground) =>
    inBrowser(ground, [], async ({ page, origin }) => {
      const session = await sessionOf(page);
      const start = await stateOf(page);
      const { usage } = await session.send('Storage.getUsageAndQuota', { origin });
      await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: usage + ROOM_LEFT });
      await page.waitForTimeout(QUOTA_KNOWN_MS);
      const failure = await failureOf(runStep(page, largeImport()), LONG_MS);
      const problems: string[] = [];
      if (failure === undefined || !failure.includes('storage-full')) problems.push(`with 4 MiB left: ${failure}`);
      const full = await stateOf(page);
      if (full.hash !== start.hash) problems.push('something of the import is there');
      await session.send('Storage.overrideQuotaForOrigin', { origin });
      const again = await failureOf(runStep(page, largeImport()), LONG_MS);
      if (again !== undefined) problems.push(`after lifting: ${again}`);
      const whole = await stateOf(page);
      const wanted = await inBrowser(ground, [], async ({ page: other }) => {
        await runStep(other, largeImport());
        return stateOf(other);
      });
      if (whole.hash !== wanted.hash) problems.push(`${whole.hash} for ${wanted.hash}`);
      return [...problems, ...whole.broken];
    })
};

const evicted: FaultCase = {
  id: 'B5',
  name: 'the data of the site are removed under an open tab',
  run: (ground) =>
    inBrowser(ground, DECIDED, async ({ page, origin, profile }) => {
      await page.goto(`${origin}/#/w/${profile.workspaceId}`);
      await page.getByRole('navigation', { name: 'Workspace' }).waitFor();
      const session = await sessionOf(page);
      await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' });
      const told = page.getByText(/removed|no longer (there|stored)|are gone|deleted/i).first();
      const problems = [...(await within(5000, 'it says that the data were removed', () => told.isVisible()))];
      const { workspaces, databases } = await readRaw(page);
      if (workspaces.some(({ name }) => name === WORKSPACE))
        problems.push('an empty workspace is listed as if it were there');
      const stored = databases.filter(({ tables }) => Object.values(tables).some((rows) => rows.length > 1));
      if (stored.length > 0) problems.push('a database was made again');
      return problems;
    })
};

/** `self.close()` ends a worker without a word, as its being killed does. */
function workerKilled(which: 'import' | 'engine'): FaultCase {
  return {
    id: 'A5',
    name: `the ${which} worker is killed in mid-import`,
    run: (ground) =>
      inBrowser(ground, [], async ({ page, origin, profile }) => {
        const importing = runStep(page, largeImport());
        await new Promise((resolve) => setTimeout(resolve, 150));
        const worker = which === 'engine' ? await engineOf(page) : await workerOf(page, 'import');
        const end = worker.waitForEvent('close', { timeout: LONG_MS });
        worker.evaluate('self.close()').catch(() => undefined);
        // It ends when what it is just doing is done.
        await end;
        const failure = await failureOf(importing, 2000 + 500);
        const problems = failure === 'no answer' || failure === undefined ? [`the import: ${failure ?? 'done'}`] : [];
        if (which === 'import') {
          const again = await failureOf(runStep(page, BOTH[0]), LONG_MS);
          if (again !== undefined) problems.push(`tried again: ${again}`);
        }
        await page.goto(`${origin}/#/w/${profile.workspaceId}`);
        await page.getByRole('navigation', { name: 'Workspace' }).waitFor();
        return [...problems, ...(await stateOf(page)).broken];
      })
  };
}

const DAY = 86_400_000;

const clock: FaultCase = {
  id: 'G1',
  name: 'the clock is set forward by a year, then back to 1970, between the steps',
  run: async (ground) => {
    const steps: readonly FaultStep[] = [
      ...BOTH,
      { do: 'ignore-row', row: 4 },
      { do: 'ignore-row', row: 8 },
      { do: 'undo' },
      BOTH[0]
    ];
    const walk = (shifts: readonly number[]) =>
      inBrowser(ground, [], async ({ page, origin, profile }) => {
        const engine = await engineOf(page);
        await knowNames(engine);
        for (const [at, step] of steps.entries()) {
          await engine.evaluate(
            (shift) => {
              const scope = globalThis as unknown as { trueNow?: () => number };
              scope.trueNow ??= Date.now.bind(Date);
              const { trueNow } = scope;
              Date.now = () => (shift < 0 ? 1000 + (trueNow() % 100_000) : trueNow() + shift);
            },
            shifts[at % shifts.length]
          );
          await runStep(page, step);
        }
        const state = await stateOf(page);
        await page.goto(`${origin}/#/w/${profile.workspaceId}`);
        await page.getByRole('navigation', { name: 'Workspace' }).waitFor();
        const shown = await page.getByRole('main').innerText();
        return { state, negative: /-\d+ (ms|s|min|h|days?)\b/.exec(shown)?.[0] };
      });
    const [as, wanted] = [await walk([0, 366 * DAY, -1]), await walk([0])];
    const problems = [...as.state.broken];
    if (as.state.hash !== wanted.state.hash) problems.push(`${as.state.hash} for ${wanted.state.hash}`);
    if (as.negative !== undefined) problems.push(`shows ${as.negative}`);
    return problems;
  }
};

const blocked: FaultCase = {
  id: 'C3',
  name: 'an upgrade while another program keeps the old database open',
  run: async (ground) => {
    const { bench, profiles } = ground;
    const profile = await profiles.after([...DECIDED, { do: 'make-format-2' }]);
    return inBrowser(ground, [], async (opened) => {
      // That browser has another profile: this one is started on the old database.
      await opened.browser.kill();
      const { startKillable } = await import('../../killable-browser');
      const { page, browser, kill } = await startKillable(bench.launch, profiles.copy(profile));
      try {
        const holder = await browser.contexts()[0].newPage();
        await holder.goto(`${bench.origin}/faults/blank.html`);
        await holder.evaluate(async () => {
          const name = (await indexedDB.databases())
            .map((one) => one.name ?? '')
            .find((one) => one.startsWith('muster-work'));
          await new Promise((resolve) => {
            indexedDB.open(name ?? '').onsuccess = resolve;
          });
        });
        await page.goto(`${bench.origin}/#/w/${profile.workspaceId}`);
        const rail = page.getByRole('navigation', { name: 'Workspace' });
        const told = page.getByText(/close (the|all|other)|other (tab|window)/i).first();
        const problems = [
          ...(await within(5000, 'it opens, or asks to close the others', () => rail.or(told).first().isVisible()))
        ];
        await holder.close();
        problems.push(...(await within(10_000, 'it opens once the others are closed', () => rail.isVisible())));
        return problems;
      } finally {
        await kill();
      }
    });
  }
};

export const LOST_GROUND: readonly FaultCase[] = [
  quota,
  evicted,
  workerKilled('import'),
  workerKilled('engine'),
  clock,
  blocked
];
