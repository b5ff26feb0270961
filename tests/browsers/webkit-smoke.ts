import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { teamUsers } from '../fixtures/small-team';
import { startServer } from '../serve';
import { findProgram } from './find-program';
import { WebDriver } from './web-driver';

/**
 * WebKitGTK: a list comes in, is matched and decided, and is there again after a reload without a server. It has the
 * engine of Safari and not its storage, so Safari itself is told by nobody here.
 */
const PORT = 4571;
const BROWSERS = ['4.1', '6.0', '4.0'].flatMap((version) =>
  ['x86_64', 'aarch64'].map((cpu) => `/usr/lib/${cpu}-linux-gnu/webkit2gtk-${version}/MiniBrowser`)
);

export function findWebKit(): { readonly program: string; readonly browser: string } | undefined {
  const program = findProgram(['WebKitWebDriver']);
  const browser = findProgram(BROWSERS);
  return program && browser ? { program, browser } : undefined;
}

/** Throws what went wrong. Needs a display. */
export async function smokeWebKit({ program, browser }: { program: string; browser: string }): Promise<void> {
  const site = await startServer('build', 0);
  const folder = mkdtempSync(path.join(tmpdir(), 'muster-webkit-'));
  const driver = await WebDriver.start(program, PORT, {
    'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] }
  });
  try {
    await driver.open(site.origin);
    await importOwnUsers(driver, folder);
    await decideInSample(driver, site.origin);
    await driver.evaluate('return navigator.serviceWorker.ready.then(() => true)');
    await site.close();
    await driver.reload();
    await driver.see(`${SAMPLE_ROW}[contains(., 'Confirmed')]`);
    await expectNothingBroken(driver);
  } catch (error) {
    console.error(await driver.evaluate('return `${location.href}\\n${document.body.innerText.slice(0, 3000)}`'));
    throw error;
  } finally {
    await driver.close();
    await site.close().catch(() => undefined);
    rmSync(folder, { recursive: true });
  }
}

const DIALOG = "//*[@role='dialog']";

async function importOwnUsers(driver: WebDriver, folder: string): Promise<void> {
  const { name, buffer } = teamUsers();
  const file = path.join(folder, name);
  writeFileSync(file, buffer);
  await driver.type(field('Workspace name'), 'Alder group');
  await driver.click(button('Create workspace'));
  await driver.type(`${DIALOG}${field('Name')}`, 'Alder domain');
  await driver.click(`${DIALOG}${button('Create domain')}`);
  await driver.click("//nav//a[contains(., 'Users')]");
  await driver.click(button('Import users'));
  await driver.type(`${DIALOG}//input[@type='file']`, file);
  await driver.see(`${DIALOG}[contains(., 'The check has ended.')]`);
  await driver.click(`${DIALOG}${button('Import users')}`);
  await driver.click(`${DIALOG}${button('OK')}`);
  await driver.see("//*[@role='grid'][contains(., 'Renée Lacombe')]");
}

const SAMPLE_ROW = "//*[@role='grid'][@aria-label='Import results']//*[@role='row'][@aria-rowindex='2']";

async function decideInSample(driver: WebDriver, origin: string): Promise<void> {
  await driver.open(`${origin}/#/`);
  await driver.click(button('Open sample workspace'));
  await driver.see("//nav//a[contains(., 'Zendesk')]", 60_000);
  await driver.click("//nav//a[contains(., 'Zendesk')]");
  await driver.click(`${SAMPLE_ROW}${button('Confirm')}`);
  await driver.see(`${SAMPLE_ROW}[contains(., 'Confirmed')]`);
}

async function expectNothingBroken(driver: WebDriver): Promise<void> {
  const failures = await driver.evaluate(`return document.body.innerText.includes('stopped')`);
  if (failures !== false) throw new Error('The page says that something stopped.');
}

function button(name: string): string {
  return `//button[normalize-space()='${name}']`;
}

function field(label: string): string {
  return `//input[@id = //label[normalize-space()='${label}']/@for]`;
}
