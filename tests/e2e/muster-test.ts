import { test as base, expect, type BrowserContext, type Page } from '@playwright/test';
import { startServer, type StaticServer } from '../serve';

/**
 * Playwright's test with a server of its own for `build/`, and with pages that fail the test for anything that went
 * wrong unseen: an error in the console, a rejected promise, a blocked script or style.
 */
interface Fixtures {
  /** Console messages that belong to what the test does, such as a request that fails while offline. */
  readonly expectedNoise: RegExp | undefined;
}

interface WorkerFixtures {
  readonly site: StaticServer;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  site: [
    async ({}, use) => {
      const server = await startServer('build', 0);
      await use(server);
      await server.close();
    },
    { scope: 'worker' }
  ],
  expectedNoise: [undefined, { option: true }],
  baseURL: ({ site }, use) => use(site.origin),
  context: async ({ context, expectedNoise }, use) => {
    const problems = await watchContext(context);
    await use(context);
    expectNoProblems(problems, expectedNoise);
  }
});

export { expect };

/** Collects what goes wrong on all pages of a context from now on. */
export async function watchContext(context: BrowserContext): Promise<readonly string[]> {
  const problems: string[] = [];
  await context.exposeBinding('tellViolation', (_source, text: string) => problems.push(`blocked: ${text}`));
  await context.addInitScript(reportViolations);
  const watch = (page: Page) => {
    page.on('pageerror', (error) => problems.push(`error: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(`console: ${message.text()}`);
    });
  };
  context.pages().forEach(watch);
  context.on('page', watch);
  return problems;
}

export function expectNoProblems(problems: readonly string[], expectedNoise: RegExp | undefined): void {
  expect(problems.filter((problem) => !expectedNoise?.test(problem))).toEqual([]);
}

/** Runs in the page before anything else. */
function reportViolations(): void {
  const { tellViolation } = globalThis as unknown as { tellViolation: (text: string) => void };
  addEventListener('securitypolicyviolation', (event) => {
    tellViolation(
      `${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`
    );
  });
  addEventListener('unhandledrejection', (event) => tellViolation(`unhandled rejection: ${String(event.reason)}`));
}
