import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { accessTo } from '../fixtures/systems/list-from';
import { startScimmy } from '../fixtures/systems/scimmy-server';
import { openDriver, openWorkspace, runStep, showDriver } from './fault-browser';
import type { FaultGround } from './fault-case';
import { CANARY_MARKS, findingsIn, searchProfile, type CanaryKind, type Finding } from './profile-search';
import { WORKSPACE } from './profiles';

export interface CanaryFigures {
  readonly tokens: number;
  readonly mails: number;
  readonly findings: readonly Finding[];
  /** The same session without a passphrase: what this search finds where the mails lie open. */
  readonly controlMails: number;
  readonly controlPlaces: readonly string[];
}

const EACH = 200;
const PASSPHRASE = 'three grey herons wading';
const SEARCHES = 20;
const STEP_MS = 15_000;

interface Canaries {
  readonly tokens: readonly string[];
  readonly mails: readonly string[];
}

/** A whole session with people's mails and systems' tokens, and then a look at everything that it left behind. */
export async function canaryFigures(ground: FaultGround): Promise<CanaryFigures> {
  const sealed = await session(ground, true);
  const open = await session(ground, false);
  const count = (findings: readonly Finding[], kind: CanaryKind) =>
    findings.filter((finding) => finding.kind === kind).reduce((sum, finding) => sum + finding.count, 0);
  const openMails = open.filter(({ kind }) => kind === 'mails');
  return {
    tokens: count(sealed, 'tokens') + count(open, 'tokens'),
    mails: count(sealed, 'mails'),
    findings: [...sealed, ...open.filter(({ kind }) => kind === 'tokens')],
    controlMails: count(open, 'mails'),
    controlPlaces: [...new Set(openMails.map(({ place }) => place.split(path.sep).slice(0, 3).join('/')))]
  };
}

async function session({ bench }: FaultGround, isProtected: boolean): Promise<readonly Finding[]> {
  const canaries = makeCanaries();
  const folder = path.join(bench.folder, `canaries-${isProtected}`);
  mkdirSync(folder, { recursive: true });
  const server = await startScimmy({ users: 3, groups: 1 });
  const said: string[] = [];
  const { page, close, kill } = await openDriver(bench, folder);
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(error.message));
  page.on('framenavigated', (frame) => said.push(frame.url()));
  try {
    const id = await page.evaluate((name) => window.driver.create(name), WORKSPACE);
    if (isProtected) await runStep(page, { do: 'protect', passphrase: PASSPHRASE });
    await bringIn(page, canaries);
    await page.evaluate((way) => window.driver.givePassphrase(way), PASSPHRASE);
    await page.evaluate(([access, tokens]) => window.driver.keepTokens(access, tokens), [
      accessTo(server.address),
      canaries.tokens
    ] as const);
    await lookAround(page, { origin: bench.origin, id, mails: canaries.mails });
    await showDriver(page, bench.origin);
    await openWorkspace(page, { name: WORKSPACE, passphrase: PASSPHRASE });
    // Whoever exports wants the mails; tokens are in nothing that leaves. A sealed backup shows neither.
    const exported = Buffer.from(await page.evaluate(() => window.driver.exports()));
    const backup = Buffer.from(await page.evaluate(() => window.driver.backup()), 'base64');
    const left = [
      ...findingsIn(Buffer.from(said.join('\n')), 'console and addresses'),
      ...findingsIn(exported, 'exports').filter(({ kind }) => kind === 'tokens'),
      ...findingsIn(backup, 'backup').filter(({ kind }) => isProtected || kind === 'tokens')
    ];
    await close();
    return [...left, ...searchProfile(folder)];
  } finally {
    await kill();
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function makeCanaries(): Canaries {
  const many = (mark: string, end: string) =>
    Array.from({ length: EACH }, (_, i) => `${mark}-${i}-${randomBytes(6).toString('hex')}${end}`);
  return { tokens: many(CANARY_MARKS.tokens, ''), mails: many(CANARY_MARKS.mails, '@alder.example') };
}

async function bringIn(page: Page, { mails }: Canaries): Promise<void> {
  const users = mails.map((mail, i) => `u${i},user${i},Given${i},Family${i},${mail}`);
  const accounts = mails.map(
    (mail, i) => `a${i},${mail},Given${i},Family${i},${i % 5 === 0 ? `other-${i}@x.example` : mail}`
  );
  const lists = [
    { which: 'users', csv: ['User ID,Username,First Name,Last Name,Work Email', ...users, ''].join('\n') },
    { which: 'accounts', csv: ['id,username,first_name,last_name,email', ...accounts, ''].join('\n') }
  ] as const;
  for (const { which, csv } of lists) await runStep(page, { do: 'import', which, csv, fileName: `${which}.csv` });
  await runStep(page, { do: 'decide', what: 'confirm', situation: 'exact' });
  await runStep(page, { do: 'ignore-row', row: 5 });
  await runStep(page, { do: 'undo' });
}

interface Look {
  readonly origin: string;
  readonly id: string;
  readonly mails: readonly string[];
}

/** In the app itself: unlocked, searched for mails as people do, every page of the app shown, reloaded. */
async function lookAround(page: Page, { origin, id, mails }: Look): Promise<void> {
  await page.goto(`${origin}/#/w/${id}`);
  await unlock(page);
  await page.getByRole('navigation', { name: 'Workspace' }).getByRole('link', { name: 'Desk' }).click();
  const box = page.getByRole('searchbox').first();
  for (const mail of mails.slice(0, SEARCHES)) {
    await box.fill(mail);
    await box.press('Enter');
    await page.waitForTimeout(30);
  }
  for (const name of ['Plan', 'History', 'Import']) {
    await page
      .getByRole('navigation', { name: /^Pages of/ })
      .getByRole('link', { name, exact: true })
      .click();
    await page.getByRole('main').getByRole('heading').first().waitFor({ timeout: STEP_MS });
  }
  await page.reload();
  await unlock(page);
  await page.goto(`${origin}/`);
}

async function unlock(page: Page): Promise<void> {
  const rail = page.getByRole('navigation', { name: 'Workspace' });
  const field = page.locator('input[type="password"]').first();
  await rail.or(field).first().waitFor({ timeout: STEP_MS });
  if (await field.isVisible()) {
    await field.fill(PASSPHRASE);
    await field.press('Enter');
  }
  await rail.waitFor({ timeout: STEP_MS });
}
