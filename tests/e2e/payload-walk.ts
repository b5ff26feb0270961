import { readFileSync } from 'node:fs';
import { expect, type Browser, type BrowserContext, type Locator, type Page } from '@playwright/test';
import { rawFile, type CsvFile } from '../fixtures/csv-file';
import { ALL_PAYLOADS, PAYLOAD_CALL, payloadCsv, SCRIPT_PAYLOADS } from '../fixtures/script-payloads';

const REPORT_ORIGIN = 'http://report.example';

/** What became of the payloads: everything but `total` is to be empty. */
export interface PayloadWatch {
  readonly total: number;
  /** Numbers of those that ran, and dialogs that opened. */
  readonly run: string[];
  /** Requests to anybody but the site itself, and a system that is asked. */
  readonly requests: string[];
  readonly policyViolations: string[];
}

/** Before the first page of the context is opened. */
export async function watchPayloads(context: BrowserContext, ...origins: readonly string[]): Promise<PayloadWatch> {
  const watch: PayloadWatch = { total: SCRIPT_PAYLOADS.length, run: [], requests: [], policyViolations: [] };
  await context.exposeBinding(PAYLOAD_CALL, (_source, id: unknown) => void watch.run.push(String(id)));
  await context.exposeBinding('noteViolation', (_source, text: string) => void watch.policyViolations.push(text));
  await context.addInitScript(() => {
    const { noteViolation } = globalThis as unknown as { noteViolation: (text: string) => void };
    addEventListener('securitypolicyviolation', (event) =>
      noteViolation(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`)
    );
  });
  context.on('dialog', (dialog) => {
    watch.run.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  context.on('request', (request) => {
    const url = request.url();
    const isOwn = origins.some((origin) => url.startsWith(`${origin}/`) || url.startsWith(`blob:${origin}/`));
    if (!isOwn) watch.requests.push(url);
  });
  return watch;
}

/** A page in which every payload was put into everything that is shown. Ends with the page of the plan. */
export class PayloadWalk {
  readonly #page: Page;
  /** Screens that were looked at. */
  readonly seen: string[] = [];

  constructor(page: Page) {
    this.#page = page;
  }

  async run(): Promise<void> {
    await this.#names();
    await this.#lists();
    await this.#desk();
    await this.#lookThrough();
    await this.#settings();
    await this.#plan();
  }

  async #names(): Promise<void> {
    const page = this.#page;
    await page.goto('/');
    await fillIn(page.getByLabel('Workspace name'));
    await page.getByRole('button', { name: 'Create workspace' }).click();
    await this.#nameIn('Name', 'Create domain');
    await this.#look('domain', ALL_PAYLOADS);
  }

  async #nameIn(label: string, button: string): Promise<void> {
    const dialog = this.#page.getByRole('dialog');
    await fillIn(dialog.getByRole('textbox', { name: label }));
    await dialog.getByRole('button', { name: button }).click();
    await expect(dialog).toBeHidden();
  }

  async #lists(): Promise<void> {
    const page = this.#page;
    const rail = page.getByRole('navigation', { name: 'Workspace' });
    await rail.getByRole('link', { name: /^Users/ }).click();
    await page.getByRole('button', { name: 'Import users' }).click();
    await this.#bringIn();
    await this.#look('users', SCRIPT_PAYLOADS[1].text);
    await page.goto(page.url().replace(/\/users.*$/, ''));
    await page.getByRole('button', { name: 'Add application' }).first().click();
    await this.#nameIn('Name', 'Add application');
    await page.getByRole('button', { name: 'Activate' }).click();
    for (const name of ['Enable provisioning', 'Enable synchronization']) {
      await page.getByRole('switch', { name }).click();
      await expect(page.getByRole('switch', { name })).toBeChecked();
    }
    await this.#open('import');
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await this.#bringIn();
  }

  async #bringIn(): Promise<void> {
    const dialog = this.#page.getByRole('dialog');
    await dialog.locator('input[type="file"]').setInputFiles(payloadFile());
    await expect(dialog.getByRole('region', { name: 'What the import would do' })).toBeVisible();
    await this.#look('import', SCRIPT_PAYLOADS[1].text);
    for (const folded of await dialog.locator('details:not([open]) > summary').all()) await folded.click();
    await this.#look('import, all of it', SCRIPT_PAYLOADS[1].text);
    await dialog.getByRole('button', { name: /^Import( users)?$/ }).click();
    await this.#look('notices');
    await dialog.getByRole('button', { name: 'OK' }).click();
    await expect(dialog).toBeHidden();
  }

  async #desk(): Promise<void> {
    const page = this.#page;
    const grid = page.getByRole('grid', { name: 'Import results' });
    await expect(grid.getByRole('row').nth(1)).toBeVisible();
    await this.#look('desk', SCRIPT_PAYLOADS[0].text);
    await grid.getByRole('row').nth(1).getByRole('gridcell').nth(1).click();
    const panel = page.getByRole('complementary', { name: 'Account details' });
    for (const { text } of SCRIPT_PAYLOADS) {
      await expect(panel.getByRole('heading', { level: 2 })).toHaveText(text);
      await this.#look('panel');
      await page.keyboard.press('j');
    }
    await page.keyboard.press('/');
    await page.keyboard.insertText(ALL_PAYLOADS);
    await this.#look('search');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await page.keyboard.insertText(SCRIPT_PAYLOADS[1].text);
    await this.#look('palette');
    await page.keyboard.press('Escape');
  }

  /** Everything that is only looked at, on the screen and as it would be printed. */
  async #lookThrough(): Promise<void> {
    const page = this.#page;
    const app = page.url();
    for (const place of ['groups', 'runs', 'history', 'provisioning', 'connection', 'import']) {
      await this.#open(place);
      await this.#look(place, ALL_PAYLOADS);
    }
    await this.#open('runs');
    await page
      .getByRole('link', { name: /^Details of/ })
      .first()
      .click();
    await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
    await this.#look('run', payloadFile().name);
    await page.emulateMedia({ media: 'print' });
    await this.#look('run, printed');
    await page.emulateMedia({ media: 'screen' });
    await page.goto('/');
    await expect(page.getByRole('link').filter({ hasText: 'payloadRan' }).first()).toBeVisible();
    await this.#look('home', ALL_PAYLOADS);
    await page.goto(app);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  }

  async #settings(): Promise<void> {
    const page = this.#page;
    await this.#open('provisioning');
    await page.getByRole('combobox', { name: 'Add a mapping', exact: true }).click();
    await page.getByRole('option', { name: 'Title', exact: true }).click();
    const field = page.getByRole('textbox', { name: 'Expression of Title' });
    await field.fill(`account["${SCRIPT_PAYLOADS[1].text}"] + ${ALL_PAYLOADS}`);
    await this.#look('expression refused');
    await field.fill(`account[${JSON.stringify(SCRIPT_PAYLOADS[1].text)}]`);
    await expect(page.getByRole('table', { name: 'Preview on real accounts' })).toContainText(SCRIPT_PAYLOADS[0].text);
    await this.#look('expression previewed');
    await page.getByRole('button', { name: 'Discard changes' }).click();
  }

  async #plan(): Promise<void> {
    const page = this.#page;
    await this.#open('plan');
    const leave = page.getByRole('button', { name: 'Leave out' });
    if (await leave.isVisible()) {
      await leave.click();
      await fillIn(page.getByLabel('Reason'));
      await page.getByRole('dialog').getByRole('button', { name: 'Leave out' }).click();
    }
    await this.#look('plan');
    await page.emulateMedia({ media: 'print' });
    await this.#look('plan, printed');
    await page.emulateMedia({ media: 'screen' });
  }

  /** What a system says of itself where it refuses, in the form for its connection. */
  async connection(address: string): Promise<void> {
    const page = this.#page;
    const domain = /#\/w\/\w+/.exec(page.url())?.[0] ?? '';
    await page.goto(`/${domain}`);
    await page.getByRole('navigation', { name: 'Workspace' }).getByRole('heading').getByRole('link').first().click();
    await page
      .getByRole('navigation', { name: /^Pages of/ })
      .getByRole('link', { name: 'Connection' })
      .click();
    await page.getByLabel('SCIM base address').fill(ALL_PAYLOADS);
    await page.getByLabel('Bearer token').fill('t');
    await page.getByRole('button', { name: 'Test connection' }).click();
    await this.#look('connection refused here');
    await page.getByText('Expert').click();
    await page.getByRole('switch', { name: 'Allow http on this device' }).click();
    await page.getByLabel('SCIM base address').fill(address);
    await page.getByLabel('Bearer token').fill('t');
    await page.getByRole('button', { name: 'Test connection' }).click();
    await expect(page.getByText('payloadRan').filter({ visible: true }).last()).toBeVisible();
    await expect(page.getByRole('alert').filter({ hasText: '<img src=x' })).toBeVisible();
    await this.#look('connection refused there');
  }

  /** The report as a browser shows it that was handed the file, with what its payloads did there. */
  async report(browser: Browser): Promise<PayloadWatch> {
    const page = this.#page;
    await page.evaluate(() => Reflect.deleteProperty(globalThis, 'showSaveFilePicker'));
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Save report' }).click();
    const body = readFileSync(await (await downloading).path());
    const context = await browser.newContext({ baseURL: REPORT_ORIGIN });
    const watch = await watchPayloads(context, REPORT_ORIGIN);
    const opened = await context.newPage();
    await opened.route('**/report.html', (route) => route.fulfill({ body, contentType: 'text/html; charset=utf-8' }));
    await opened.goto('/report.html');
    await expect(opened.getByRole('heading', { level: 1 })).toContainText('<script>');
    await expectPlainMarkup(opened, 'report');
    await opened.emulateMedia({ media: 'print' });
    await expectPlainMarkup(opened, 'report, printed');
    this.seen.push('report');
    await context.close();
    return watch;
  }

  async #open(place: string): Promise<void> {
    const page = this.#page;
    const app = /#\/w\/\w+\/app\/\w+/.exec(page.url())?.[0] ?? '';
    await page.goto(`/${app}/${place}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  }

  async #look(where: string, text?: string): Promise<void> {
    if (text !== undefined) await expect(shown(this.#page, text)).not.toHaveCount(0);
    await expectPlainMarkup(this.#page, where);
    this.seen.push(where);
  }
}

function shown(page: Page, text: string) {
  return page.locator('[dir="auto"]').filter({ hasText: text.replace(/\s+/g, ' ').trim() });
}

/** Names are short on the screen; elsewhere, as in a backup or another tab's code, they need not be. */
async function fillIn(field: Locator): Promise<void> {
  await field.evaluate((input) => input.removeAttribute('maxlength'));
  await field.fill(ALL_PAYLOADS);
}

function payloadFile(): CsvFile {
  // A slash ends a name, whoever makes it.
  return rawFile(`${ALL_PAYLOADS.replaceAll(/[/\\]/g, '⁄')}.csv`, Buffer.from(payloadCsv(), 'utf8'));
}

/**
 * Nothing in the page was made of a payload's markup: no handler, no frame, no script or link of somebody else. And every
 * payload that is shown stands in an element of its own direction.
 */
async function expectPlainMarkup(page: Page, where: string): Promise<void> {
  const found = await page.evaluate(() => {
    const isForeign = (url: string) => new URL(url, location.href).origin !== location.origin;
    const doubts: string[] = [];
    const doubt = (element: Element) =>
      doubts.push(`${element.localName} ${element.className} ${element.getAttributeNames().join(' ')}`);
    document.querySelectorAll('iframe,object,embed,base,frame,math,video,audio,[srcdoc]').forEach(doubt);
    document.querySelectorAll('a:not([href^="#/"], [href^="recover.html"])').forEach(doubt);
    for (const element of document.querySelectorAll('*')) {
      if ([...element.attributes].some(({ name }) => name.startsWith('on'))) doubt(element);
    }
    for (const name of ['href', 'src', 'action', 'data', 'formaction']) {
      for (const element of document.querySelectorAll(`[${name}]`))
        if (isForeign(element.getAttribute(name) ?? '')) doubt(element);
    }
    for (const element of document.querySelectorAll('script, style'))
      if (/payloadRan|payload\.test/.test(element.textContent ?? '')) doubt(element);
    return doubts;
  });
  expect.soft([...found, ...(await misplaced(page))], where).toEqual([]);
}

/** Whatever came from others finds its own direction: it turns nothing that stands around it. */
function misplaced(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const doubts: string[] = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const element = node.parentElement;
      // The title of the page, said to who cannot see it.
      if (element?.id === 'svelte-announcer') continue;
      if (!element || !/payloadRan|payload\.test/.test(node.textContent ?? '')) continue;
      // An expression is read from the left whatever it quotes; it stands apart from the text around it all the same.
      if (!element.closest('[dir], bdi')?.matches('[dir="auto"], bdi, code[dir="ltr"]'))
        doubts.push(
          `no direction of its own: ${element.localName} ${element.className} ${node.textContent?.slice(0, 60)}`
        );
    }
    return doubts;
  });
}
