import type { Page } from '@playwright/test';
import { openWorkspace, runStep, showDriver } from '../fault-browser';
import { failureOf, inBrowser, secondTab, sessionOf, stateOf, within, type FaultCase } from '../fault-case';
import { readRaw } from '../raw-state';
import { BOTH } from '../kill-scenarios';
import { WORKSPACE } from '../profiles';

const EDITS = 60;
const TAKE_OVER_MS = 10_000;

/** Accounts with a decision, as the lists' heads count them and as they are. */
async function ignoredRows(page: Page): Promise<number> {
  const { meaning } = await stateOf(page);
  const { lists } = meaning as { lists: readonly { list: string; decisions?: readonly (readonly number[])[] }[] };
  const [, statuses] = lists.find(({ list }) => list.startsWith('accounts'))?.decisions ?? [];
  return statuses?.filter((status) => status === 2).length ?? 0;
}

const interleaved: FaultCase = {
  id: 'C1',
  name: `two tabs take over from each other and edit, ${EDITS} times`,
  run: (ground) =>
    inBrowser(ground, BOTH, async (opened) => {
      const problems: string[] = [];
      const tabs = [opened.page, await secondTab(opened)];
      await showDriver(tabs[1], opened.origin);
      await openWorkspace(tabs[1], { name: WORKSPACE });
      let told = 0;
      for (let edit = 0; edit < EDITS; edit++) {
        const [tab, other] = edit % 2 === 0 ? tabs : tabs.toReversed();
        await openWorkspace(tab, { name: WORKSPACE });
        // Both at once: one has the right to write, the other has just lost it.
        const both = await Promise.all([
          failureOf(runStep(tab, { do: 'ignore-row', row: 2 * edit }), TAKE_OVER_MS),
          failureOf(runStep(other, { do: 'ignore-row', row: 2 * edit + 1 }), TAKE_OVER_MS)
        ]);
        told += both.filter((failure) => failure === undefined).length;
        if (both[0] !== undefined) problems.push(`the tab that took over was refused: ${both[0]}`);
        const odd = both[1];
        if (odd !== undefined && !/workspace-read-only|writer-lost|nothing-to-do/.test(odd)) problems.push(odd);
      }
      const there = await ignoredRows(tabs[0]);
      if (there !== told) problems.push(`${told} edits were told, ${there} are there`);
      return [...problems, ...(await stateOf(tabs[0])).broken];
    })
};

const frozen: FaultCase = {
  id: 'C2',
  name: 'a frozen tab is thawed after another took over',
  run: (ground) =>
    inBrowser(ground, BOTH, async (opened) => {
      const { page } = opened;
      const session = await sessionOf(page);
      const other = await secondTab(opened);
      await showDriver(other, opened.origin);
      await session.send('Page.setWebLifecycleState', { state: 'frozen' });
      const startedAt = Date.now();
      await openWorkspace(other, { name: WORKSPACE });
      const tookMs = Date.now() - startedAt;
      const problems = tookMs > TAKE_OVER_MS ? [`took over after ${tookMs} ms`] : [];
      await runStep(other, { do: 'ignore-row', row: 4 });
      const before = await stateOf(other);
      await session.send('Page.setWebLifecycleState', { state: 'active' });
      const failure = await failureOf(runStep(page, { do: 'ignore-row', row: 5 }), TAKE_OVER_MS);
      if (failure === undefined) problems.push('the thawed tab wrote');
      else if (!/workspace-read-only|writer-lost/.test(failure)) problems.push(failure);
      const after = await stateOf(other);
      if (after.hash !== before.hash) problems.push('the thawed tab changed what is stored');
      return problems;
    })
};

const crashed: FaultCase = {
  id: 'A3',
  name: 'the renderer crashes in mid-import; another tab goes on',
  run: (ground) =>
    inBrowser(ground, BOTH, async (opened) => {
      const { page, origin, profile } = opened;
      const other = await secondTab(opened);
      await other.goto(`${origin}/#/w/${profile.workspaceId}`);
      const rail = other.getByRole('navigation', { name: 'Workspace' });
      await rail.waitFor({ timeout: TAKE_OVER_MS });
      const crash = page.waitForEvent('crash', { timeout: TAKE_OVER_MS });
      // Runs until the crash ends it.
      runStep(page, { do: 'match', isCaseSensitive: true }).catch(() => undefined);
      const session = await sessionOf(page);
      session.send('Page.crash').catch(() => undefined);
      await crash;
      const name = `muster-workspace-${profile.workspaceId}`;
      const held = () =>
        other.evaluate(
          async (lock) => ((await navigator.locks.query()).held ?? []).some((one) => one.name === lock),
          name
        );
      const problems = [...(await within(5000, 'the lock is free', async () => !(await held())))];
      await other.reload();
      await rail.waitFor({ timeout: TAKE_OVER_MS });
      return [...problems, ...(await stateOf(other)).broken];
    })
};

/** Raw, as any program could. */
function putFormat(page: Page, database: string, format: number): Promise<void> {
  return page.evaluate(
    ([name, value]) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.onerror = () => reject(new Error('not opened'));
        opening.onsuccess = () => {
          const transaction = opening.result.transaction('meta', 'readwrite');
          transaction.objectStore('meta').put({ key: 'format', value });
          transaction.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
    [database, format] as const
  );
}

const newer: FaultCase = {
  id: 'C4, C5',
  name: 'an old tab over a newer format, and the old program started on it',
  run: (ground) =>
    inBrowser(ground, BOTH, async (opened) => {
      const { page, origin, profile } = opened;
      const problems: string[] = [];
      const other = await secondTab(opened);
      await other.goto(`${origin}/faults/blank.html`);
      const raw = await readRaw(other);
      await putFormat(other, raw.databases[0].name, 99);
      const before = await stateOf(other);
      const failure = await failureOf(runStep(page, { do: 'ignore-row', row: 4 }), TAKE_OVER_MS);
      if (failure === undefined || !failure.includes('storage-newer')) problems.push(`the old tab: ${failure}`);
      await other.goto(`${origin}/#/w/${profile.workspaceId}`);
      problems.push(
        ...(await within(5000, 'it says that it was made by a newer version', () =>
          other
            .getByText(/made by a newer/i)
            .first()
            .isVisible()
        ))
      );
      const after = await stateOf(other);
      if (after.hash !== before.hash) problems.push('what is stored was changed');
      return problems;
    })
};

export const TWO_TABS: readonly FaultCase[] = [interleaved, frozen, crashed, newer];
