import type { Page } from '@playwright/test';
import { csvFile, type CsvFile } from '../fixtures/csv-file';
import { teamAccounts, teamUsers } from '../fixtures/small-team';
import { expectAccessible } from './axe';
import { expect, test } from './muster-test';
import {
  addApplication,
  createWorkspace,
  importAccounts,
  importUsers,
  nameDomain,
  rail,
  resultRow,
  switchOn
} from './steps';

const HOUR = 60 * 60 * 1000;

/** The picker cannot run here: it answers with a file of the browser's own storage, which has real handles. */
async function replacePicker(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Object.assign(globalThis, {
      showOpenFilePicker: async () => {
        const folder = await navigator.storage.getDirectory();
        return [await folder.getFileHandle('zendesk.csv')];
      }
    });
  });
}

async function writeSource(page: Page, { buffer }: CsvFile): Promise<void> {
  await page.evaluate(async (text) => {
    const folder = await navigator.storage.getDirectory();
    const handle = await folder.getFileHandle('zendesk.csv', { create: true });
    const stream = await handle.createWritable();
    await stream.write(text);
    await stream.close();
  }, buffer.toString('utf8'));
}

/** The users, the app with its accounts, and its Provisioning page. */
async function openProvisioning(page: Page): Promise<void> {
  await createWorkspace(page, 'Alder group');
  await nameDomain(page, 'Alder domain');
  await importUsers(page, teamUsers());
  await addApplication(page, 'Alder domain', 'Zendesk');
  await switchOn(page);
  await importAccounts(page, 'Zendesk', teamAccounts());
  await page.getByRole('link', { name: 'Provisioning', exact: true }).click();
}

/** As it is when it is switched on: a full import daily at six, an incremental one every hour. */
async function setSchedule(
  page: Page,
  mode: 'Full import' | 'Incremental import',
  whenDue: 'Start by itself' | 'Offer it'
): Promise<void> {
  await page.getByRole('switch', { name: `${mode} on a schedule` }).click();
  await page.getByRole('radio', { name: whenDue }).check();
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('Changes saved')).toBeVisible();
}

function withKim(): CsvFile {
  const { name, buffer } = teamAccounts();
  return csvFile(name, [
    ...buffer.toString('utf8').trim().split('\r\n'),
    '9009,Lea Brandt,Lea,Brandt,lea@x.example,agent'
  ]);
}

test('8 shows the next runs of a schedule in its zone and on this device, over a clock change', async ({ page }) => {
  await page.clock.install({ time: '2027-03-11T12:00:00Z' });
  await createWorkspace(page, 'Alder group');
  await nameDomain(page, 'Alder domain');
  await addApplication(page, 'Alder domain', 'Zendesk');
  await page.getByRole('switch', { name: 'Full import on a schedule' }).click();
  await page.getByLabel('Cron expression').fill('30 2 * * *');
  await page.getByLabel('Time zone').fill('America/New_York');
  const runs = page.getByRole('table', { name: 'Next runs of the full import' }).getByRole('row');
  await expect(runs).toHaveCount(6);
  await expect(runs.nth(2)).toContainText(/Sat,? 13 Mar.*02:30.*Sat,? 13 Mar.*08:30/su);
  // On the 14th the clock goes from 02:00 to 03:00: there is no 02:30, the run comes right after the change.
  await expect(runs.nth(3)).toContainText(/Sun,? 14 Mar.*03:00.*clock changed.*Sun,? 14 Mar.*08:00/su);
  await expect(runs.nth(4)).toContainText(/Mon,? 15 Mar.*02:30.*Mon,? 15 Mar.*07:30/su);
  await page.getByLabel('Time zone').fill('America/Nowhere');
  await expect(page.getByText('“America/Nowhere” is no time zone.')).toBeVisible();
});

test('8 starts an import that is due by itself, from the remembered file', async ({ page }) => {
  await replacePicker(page);
  await page.clock.install();
  await openProvisioning(page);
  await writeSource(page, withKim());
  await page.getByRole('button', { name: 'Choose file' }).click();
  await expect(page.getByRole('group', { name: 'Remembered file' })).toContainText('zendesk.csv');
  await setSchedule(page, 'Full import', 'Start by itself');
  await page.clock.fastForward(24 * HOUR);
  await expect(page.getByText('Zendesk imported by its schedule')).toBeVisible();
  await rail(page).getByRole('link', { name: 'Zendesk' }).click();
  await expect(resultRow(page, 'Lea Brandt')).toBeVisible();
});

test('8 holds an import by schedule back when the columns are others, and says why', async ({ page }) => {
  test.slow();
  await replacePicker(page);
  await page.clock.install();
  await openProvisioning(page);
  await writeSource(page, csvFile('zendesk.csv', ['id,name,mail address,team', '9001,Anna Wolff,a@x.example,blue']));
  await page.getByRole('button', { name: 'Choose file' }).click();
  await expect(page.getByRole('group', { name: 'Remembered file' })).toContainText('zendesk.csv');
  await setSchedule(page, 'Incremental import', 'Start by itself');
  await rail(page).getByRole('link', { name: 'Zendesk' }).click();
  await expect(resultRow(page, 'Anna Wolff')).toBeVisible();
  await page.clock.fastForward(2 * HOUR);
  await expect(page.getByText(/An incremental import of Zendesk is due since/u)).toBeVisible();
  await expect(page.getByText(/New columns: mail address, team/u)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Import now' }).click();
  const wizard = page.getByRole('dialog', { name: 'Import accounts into Zendesk' });
  await expect(wizard.getByText('zendesk.csv').first()).toBeVisible();
  await expect(wizard.getByRole('radio', { name: /^Incremental/u })).toBeChecked();
});

test('8 offers what came due while Muster was closed, once', async ({ page }) => {
  await replacePicker(page);
  await page.clock.install();
  await openProvisioning(page);
  await writeSource(page, withKim());
  await page.getByRole('button', { name: 'Choose file' }).click();
  await expect(page.getByRole('group', { name: 'Remembered file' })).toContainText('zendesk.csv');
  await setSchedule(page, 'Full import', 'Offer it');
  await expect(page.getByText(/while Muster is closed nothing runs/u)).toBeVisible();
  await page.clock.setSystemTime(Date.now() + 72 * HOUR);
  await page.reload();
  await expect(page.getByText(/A full import of Zendesk is due since/u)).toBeVisible();
  await page.getByRole('button', { name: 'Not now' }).click();
  await expect(page.getByText(/is due since/u)).toBeHidden();
  await page.reload();
  await page.getByRole('button', { name: 'Import now' }).click();
  await expect(page.getByText('Zendesk imported by its schedule')).toBeVisible();
  await expect(page.getByText(/is due since/u)).toBeHidden();
});

test('8 looks at the clock when the browser wakes the service worker', async ({ page, site }) => {
  await page.clock.install();
  await openProvisioning(page);
  await setSchedule(page, 'Full import', 'Offer it');
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  const cdp = await page.context().newCDPSession(page);
  const registered = new Promise<string>((resolve) => {
    cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const own = registrations.find(({ isDeleted, scopeURL }) => !isDeleted && scopeURL.startsWith(site.origin));
      if (own) resolve(own.registrationId);
    });
  });
  await cdp.send('ServiceWorker.enable');
  const registrationId = await registered;
  // The clock jumps without any timer noticing, as it does while a laptop sleeps.
  await page.clock.setSystemTime(Date.now() + 24 * HOUR);
  await cdp.send('ServiceWorker.dispatchPeriodicSyncEvent', {
    origin: site.origin,
    registrationId,
    tag: 'muster-due-imports'
  });
  await expect(page.getByText(/A full import of Zendesk is due since/u)).toBeVisible();
});

test('8 forgets the remembered file', async ({ page }) => {
  await replacePicker(page);
  await openProvisioning(page);
  await writeSource(page, teamAccounts());
  await page.getByRole('button', { name: 'Choose file' }).click();
  const remembered = page.getByRole('group', { name: 'Remembered file' });
  await expect(remembered).toContainText('zendesk.csv');
  await remembered.getByRole('button', { name: 'Forget' }).click();
  await expect(remembered).toContainText('No file is remembered');
});
