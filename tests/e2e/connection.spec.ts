import type { Page } from '@playwright/test';
import { SCIM_TOKEN, startScimmy, type ScimmyServer } from '../fixtures/systems/scimmy-server';
import { expectAccessible } from './axe';
import { expect, test } from './muster-test';
import { createWorkspace, finalButton, nameDomain, rail, tab } from './steps';

let system: ScimmyServer;

test.beforeEach(async () => {
  system = await startScimmy({ users: 450, groups: 3 });
});

test.afterEach(() => system.close());

// What the browser itself writes where a system refuses.
test.use({ expectedNoise: /Failed to load resource|has been blocked by CORS policy/ });

async function openPage(page: Page): Promise<void> {
  await createWorkspace(page, 'Alder group');
  await nameDomain(page, 'Alder domain');
  await tab(page, 'Connection').click();
}

async function fillIn(page: Page, address = system.address): Promise<void> {
  await openPage(page);
  await page.getByText('Expert').click();
  await page.getByRole('switch', { name: 'Allow http on this device' }).click();
  await page.getByLabel('SCIM base address').fill(address);
}

async function testWith(page: Page, token: string): Promise<void> {
  await page.getByLabel('Bearer token').fill(token);
  await page.getByRole('button', { name: 'Test connection' }).click();
}

async function save(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('Connection saved')).toBeVisible();
}

async function openWizard(page: Page) {
  await rail(page).getByRole('link', { name: 'Users' }).click();
  await page.getByRole('button', { name: 'Import users' }).click();
  return page.getByRole('dialog');
}

test('what is wrong is said under its field, and the first of it is led to', async ({ page }) => {
  await openPage(page);
  await page.getByLabel('SCIM base address').fill('http://scim.example.com');
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(page.getByText('The address has to begin with https.')).toBeVisible();
  await expect(page.getByLabel('SCIM base address')).toBeFocused();
  await page.getByLabel('SCIM base address').fill('https://user:secret@scim.example.com');
  await expect(page.getByText('The address holds a user or a password.')).toBeVisible();
});

test('a test tells what keeps the list from coming in', async ({ page }) => {
  await fillIn(page);
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(page.getByText('Bearer token is needed first.')).toBeVisible();
  await testWith(page, SCIM_TOKEN);
  await expect(page.getByText('Signed in. Users: 450.')).toBeVisible();
  await page.getByRole('button', { name: 'Give another' }).click();
  await testWith(page, 'another-token');
  await expect(page.getByText('does not accept the token.')).toBeVisible();
  await page.getByLabel('SCIM base address').fill('http://127.0.0.1:1/scim');
  await testWith(page, SCIM_TOKEN);
  await expect(page.getByText('127.0.0.1:1 cannot be reached.')).toBeVisible();
});

test('an origin that is not allowed is named', async ({ page, site }) => {
  const closed = await startScimmy({ users: 1, groups: 0, allowedOrigin: 'https://elsewhere.example.com' });
  await fillIn(page, closed.address);
  await testWith(page, SCIM_TOKEN);
  await expect(page.getByText(`Have its admin allow exactly this origin: ${site.origin}`)).toBeVisible();
  await closed.close();
});

test('the list comes straight into the import, and goes on after a token that is refused half-way', async ({
  page
}) => {
  await fillIn(page);
  await page.getByRole('switch', { name: 'Groups too' }).click();
  await save(page);
  let isCut = false;
  system.front = (request) => {
    if (!isCut && request.url.includes('startIndex=201')) {
      isCut = true;
      system.token = 'a-newer-token';
    }
    return false;
  };
  const dialog = await openWizard(page);
  await dialog.getByLabel('Bearer token').fill(SCIM_TOKEN);
  await dialog.getByRole('button', { name: 'Get the list from 127.0.0.1' }).click();
  await expect(dialog.getByText('does not accept the token.')).toBeVisible();
  await expect(dialog.getByText('Nothing was imported.')).toBeVisible();
  await dialog.getByLabel('Bearer token').fill('a-newer-token');
  await dialog.getByRole('button', { name: 'Go on' }).click();
  await expect(dialog.getByRole('region', { name: 'What the import would do' })).toBeVisible();
  await expect(dialog.getByText(/^127\.0\.0\.1-\d+ users\.jsonl$/)).toBeVisible();
  await finalButton(dialog).click();
  await dialog.getByRole('button', { name: 'OK' }).click();
  const firstPages = system.asked.filter((url) => url.includes('/Users') && !/startIndex=([2-9]|1\d)/.test(url));
  expect(firstPages.length, firstPages.join(' ')).toBe(1);

  // The next one can ask for what changed since.
  const again = await openWizard(page);
  await again.getByRole('radio', { name: 'Changes only' }).check();
  await again.getByRole('button', { name: 'Get the list from 127.0.0.1' }).click();
  await expect(again.getByRole('region', { name: 'What the import would do' })).toBeVisible();
  await expect(again.getByRole('radio', { name: 'Incremental' })).toBeChecked();
  await expect(again.getByRole('radio', { name: 'Full' })).toBeDisabled();
});

test('a system that asks to wait: the countdown, pause, and stop', async ({ page }) => {
  await fillIn(page);
  await save(page);
  system.front = (request, response) => {
    if (!request.url.includes('startIndex=201') || request.method === 'OPTIONS') return false;
    response.status(429).set('Retry-After', '50').json({ detail: 'Slow down.' });
    return true;
  };
  const dialog = await openWizard(page);
  await dialog.getByLabel('Bearer token').fill(SCIM_TOKEN);
  await dialog.getByRole('button', { name: 'Get the list from 127.0.0.1' }).click();
  await expect(dialog.getByText(/^Asked to wait: goes on in 0:\d\d$/)).toBeVisible();
  await expect(page.getByText('Get the list of Alder domain').first()).toBeAttached();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Pause' }).click();
  await expect(dialog.getByText('Paused.').first()).toBeAttached();
  await dialog.getByRole('button', { name: 'Stop' }).click();
  await expect(dialog.getByRole('button', { name: 'Get the list from 127.0.0.1' })).toBeVisible();
});

test('a remembered token: locked after a reload, opened by the passphrase, forgotten', async ({ page }) => {
  await fillIn(page);
  await page.getByLabel('Bearer token').fill(SCIM_TOKEN);
  await save(page);
  const remember = page.getByRole('switch', { name: 'Remember the token' });
  await remember.click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Passphrase', { exact: true }).fill('short');
  await dialog.getByLabel('Passphrase once more').fill('different');
  await dialog.getByRole('button', { name: 'Set passphrase' }).click();
  await expect(dialog.getByText('At least 12 characters.')).toBeVisible();
  await expect(dialog.getByText('The two are not the same.')).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel('Passphrase', { exact: true }).fill('seven grey herons');
  await dialog.getByLabel('Passphrase once more').fill('seven grey herons');
  await dialog.getByRole('button', { name: 'Set passphrase' }).click();
  await expect(dialog).toBeHidden();
  await expect(remember).toBeChecked();

  await page.reload();
  await page.getByRole('button', { name: 'Give passphrase' }).click();
  await dialog.getByLabel('Passphrase').fill('seven blue herons');
  await dialog.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(dialog.getByText('This is another passphrase.')).toBeVisible();
  await dialog.getByLabel('Passphrase').fill('seven grey herons');
  await dialog.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(page.getByText('It is remembered under the passphrase.')).toBeVisible();
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(page.getByText('Signed in. Users: 450.')).toBeVisible();

  // Set aside, it stays so, whatever is read again.
  await page.getByRole('button', { name: 'Give another' }).click();
  await page.getByRole('switch', { name: 'Groups too' }).click();
  await save(page);
  await expect(page.getByText('The remembered token is set aside')).toBeVisible();
  await expect(page.getByLabel('Bearer token')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Use it again' }).click();
  await expect(page.getByText('It is remembered under the passphrase.')).toBeVisible();
  await remember.click();
  await expect(remember).not.toBeChecked();
});

test('the page and the offer, by axe and by keyboard', async ({ page }) => {
  test.slow();
  await openPage(page);
  await expectAccessible(page);
  const field = page.getByLabel('SCIM base address');
  await page.getByRole('combobox', { name: 'System' }).focus();
  await page.keyboard.press('Tab');
  await expect(field).toBeFocused();
  await page.keyboard.type('https://scim.example.com/v2');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('switch', { name: 'Groups too' })).toBeFocused();
  await page.keyboard.press('Space');
  await expect(page.getByRole('switch', { name: 'Groups too' })).toBeChecked();
  // Save is reached and pressed by keyboard.
  await page.getByRole('button', { name: 'Save changes' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Connection saved')).toBeVisible();
  await expectAccessible(page);
  const dialog = await openWizard(page);
  await expect(dialog.getByRole('button', { name: 'Get the list from scim.example.com' })).toBeVisible();
  await expectAccessible(page);
});
