import { cpSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inBrowser, within, type FaultCase, type FaultGround } from '../fault-case';
import { BOTH } from '../kill-scenarios';

const ENTRY_CHUNKS = '_app/immutable';

/** The next release: every chunk under another name, none of the old ones there any more. */
function nextRelease({ site, bench }: FaultGround, name: string): string {
  const folder = path.join(bench.folder, name);
  cpSync(site, folder, { recursive: true });
  const chunks = readdirSync(path.join(folder, ENTRY_CHUNKS), { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.js')
  );
  const { version }: { version: string } = JSON.parse(readFileSync(path.join(folder, '_app/version.json'), 'utf8'));
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!/service-worker\.js$|version\.json$/.test(file)) continue;
    const place = path.join(folder, file);
    let text = readFileSync(place, 'utf8').replaceAll(version, `${version}-${name}`);
    for (const chunk of chunks) text = text.replaceAll(path.basename(chunk), `${name}-${path.basename(chunk)}`);
    writeFileSync(place, text);
  }
  for (const chunk of chunks) {
    const place = path.join(folder, ENTRY_CHUNKS, chunk);
    renameSync(place, path.join(path.dirname(place), `${name}-${path.basename(place)}`));
  }
  return folder;
}

const oldTab: FaultCase = {
  id: 'E1',
  name: 'a new release without any old file, while an old tab is open',
  run: async (ground) => {
    const { server, site } = ground;
    try {
      return await inBrowser(ground, BOTH, async ({ page, origin, profile }) => {
        const errors: string[] = [];
        page.on('pageerror', (error) => errors.push(error.message));
        await page.goto(`${origin}/#/w/${profile.workspaceId}`);
        const rail = page.getByRole('navigation', { name: 'Workspace' });
        await rail.waitFor();
        await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
        server.publish(nextRelease(ground, 'next'));
        await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
        const problems: string[] = [];
        // Pages and workers that were not loaded until now.
        const app = rail.getByRole('link', { name: 'Desk' });
        await app.click();
        for (const name of ['Plan', 'Provisioning', 'History']) {
          await page
            .getByRole('navigation', { name: /^Pages of/ })
            .getByRole('link', { name, exact: true })
            .click();
          const shown = () => page.getByRole('main').getByRole('heading').first().isVisible();
          problems.push(...(await within(5000, `the old tab shows ${name}`, shown)));
        }
        await page.reload();
        problems.push(...(await within(5000, 'the old release starts again', () => rail.isVisible())));
        return [...problems, ...errors];
      });
    } finally {
      server.publish(site);
    }
  }
};

/** A release of which one file is missing: nothing of it is taken. */
const halfInstalled: FaultCase = {
  id: 'E3',
  name: 'a new release of which a file cannot be had',
  run: async (ground) => {
    const { server, site } = ground;
    try {
      return await inBrowser(ground, BOTH, async ({ page, origin, profile }) => {
        await page.goto(`${origin}/#/w/${profile.workspaceId}`);
        const rail = page.getByRole('navigation', { name: 'Workspace' });
        await rail.waitFor();
        const folder = nextRelease(ground, 'half');
        const [one] = readdirSync(path.join(folder, ENTRY_CHUNKS, 'workers')).filter((file) => file.endsWith('.js'));
        writeFileSync(path.join(folder, ENTRY_CHUNKS, 'workers', `gone-${one}`), '');
        renameSync(path.join(folder, ENTRY_CHUNKS, 'workers', one), path.join(folder, 'elsewhere.txt'));
        server.publish(folder);
        await page.evaluate(() => navigator.serviceWorker.ready.then((own) => own.update()).catch(() => undefined));
        await page.reload();
        const problems = [...(await within(5000, 'the old release starts', () => rail.isVisible()))];
        server.publish(nextRelease(ground, 'whole'));
        await page.evaluate(() => navigator.serviceWorker.ready.then((own) => own.update()).then(() => undefined));
        const waits = () => page.getByText('A new version is ready.').isVisible();
        return [...problems, ...(await within(10_000, 'the whole release is offered', waits))];
      });
    } finally {
      server.publish(site);
    }
  }
};

export const NEW_RELEASE: readonly FaultCase[] = [oldTab, halfInstalled];
