import type { Page } from '@playwright/test';
import { startAuthorizationServer, type AuthorizationServer } from '../fixtures/systems/authorization-server';
import { expect, test } from './muster-test';
import { createWorkspace, finalButton, nameDomain, rail, tab } from './steps';

let system: AuthorizationServer;

test.beforeEach(async () => {
  system = await startAuthorizationServer();
});

test.afterEach(() => system.close());

// What the browser itself writes where a system refuses.
test.use({ expectedNoise: /Failed to load resource/ });

/** The Connection page of a domain, filled in for the system, up to the button Sign in. */
async function fillIn(page: Page): Promise<void> {
  await createWorkspace(page, 'Alder group');
  await nameDomain(page, 'Alder domain');
  await tab(page, 'Connection').click();
  await page.getByRole('combobox', { name: 'System' }).click();
  await page.getByRole('option', { name: 'Okta org' }).click();
  await page.getByText('Expert').click();
  await page.getByRole('switch', { name: 'Allow http on this device' }).click();
  await page.getByLabel('Address of the org').fill(system.address);
  await page.getByLabel('Client ID').fill('client-of-muster');
}

/** In the window that opens. */
async function signIn(page: Page, choice: 'Allow' | 'Deny' | 'Wrong code'): Promise<void> {
  const opening = page.context().waitForEvent('page');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  const opened = await opening;
  const closing = opened.waitForEvent('close');
  await opened.getByRole('link', { name: choice, exact: true }).click();
  await closing;
}

test('signing in with PKCE, testing, saving, and getting the list', async ({ page, site }) => {
  await fillIn(page);
  await expect(page.locator('code', { hasText: '/signed-in.html' })).toHaveText(`${site.origin}/signed-in.html`);
  await signIn(page, 'Allow');
  await expect(page.getByText('Signed in. It is kept in memory')).toBeVisible();
  expect(Object.fromEntries(system.asked[0] ?? [])).toMatchObject({
    response_type: 'code',
    client_id: 'client-of-muster',
    redirect_uri: `${site.origin}/signed-in.html`,
    code_challenge_method: 'S256'
  });
  expect(system.refusals).toEqual([]);
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(page.getByText('Signed in. The list can be read.')).toBeVisible();
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('Connection saved')).toBeVisible();
  await rail(page).getByRole('link', { name: 'Users' }).click();
  await page.getByRole('button', { name: 'Import users' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Get the list from 127.0.0.1' }).click();
  await expect(dialog.getByRole('region', { name: 'What the import would do' })).toBeVisible();
  await finalButton(dialog).click();
  await dialog.getByRole('button', { name: 'OK' }).click();
  await expect(page.getByText('chen@example.com').first()).toBeVisible();
});

test('nothing of it is stored, and the page that was come back to strips its address', async ({ page, site }) => {
  await fillIn(page);
  await signIn(page, 'Allow');
  await expect(page.getByText('Signed in. It is kept in memory')).toBeVisible();
  const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  expect(stored).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-4/);
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('Connection saved')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();

  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  const other = await page.context().newPage();
  const response = await other.goto(`${site.origin}/signed-in.html?code=abc&state=nobody`);
  // No host ever sees the code.
  expect(response?.fromServiceWorker()).toBe(true);
  expect(other.url()).toBe(`${site.origin}/signed-in.html`);
  await expect(other.getByText('Nobody waits for this any more.')).toBeVisible();
});

test('denied, a wrong code, an answer of another sign-in, and giving up', async ({ page, site }) => {
  await fillIn(page);
  await signIn(page, 'Deny');
  await expect(page.getByText('did not allow it. It says: “The user said no.”')).toBeVisible();
  await signIn(page, 'Wrong code');
  await expect(page.getByText('The code is not known.')).toBeVisible();

  const opening = page.context().waitForEvent('page');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  const opened = await opening;
  await expect(opened.getByRole('link', { name: 'Allow' })).toBeVisible();
  const stray = await page.context().newPage();
  await stray.goto(`${site.origin}/signed-in.html?code=abc&state=of-another`);
  await expect(page.getByText('An answer came that belongs to another sign-in')).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
});

test('a window that the browser blocks', async ({ page }) => {
  await page.addInitScript(() => (window.open = () => null));
  await fillIn(page);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByText('The browser blocked the window to sign in.')).toBeVisible();
});
