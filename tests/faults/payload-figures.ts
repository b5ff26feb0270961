import { chromium } from '@playwright/test';
import { PayloadWalk, watchPayloads } from '../e2e/payload-walk';
import type { FaultBench } from './fault-browser';

export interface PayloadFigures {
  readonly total: number;
  readonly run: readonly string[];
  readonly policyViolations: readonly string[];
  readonly requests: readonly string[];
  readonly screens: number;
}

/** Texts that would run elsewhere, in everything that is shown. */
export async function payloadFigures({ launch, origin }: FaultBench): Promise<PayloadFigures> {
  const browser = await chromium.launch({ executablePath: launch.executablePath, args: [...launch.args] });
  try {
    const context = await browser.newContext({
      baseURL: origin,
      viewport: { width: 1440, height: 900 },
      locale: 'en-GB'
    });
    const watch = await watchPayloads(context, origin);
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    const walk = new PayloadWalk(page);
    await walk.run();
    const report = await walk.report(browser);
    return {
      total: watch.total,
      run: [...watch.run, ...report.run],
      policyViolations: [...watch.policyViolations, ...report.policyViolations],
      requests: [...watch.requests, ...report.requests],
      screens: walk.seen.length
    };
  } finally {
    await browser.close();
  }
}
