import { createHash } from 'node:crypto';
import { tamperedBackups } from '../fixtures/tamper-backup';
import { inBrowser, type FaultGround } from './fault-case';
import { BOTH, DECIDED } from './kill-scenarios';
import { readRaw } from './raw-state';

export interface TamperedFigures {
  readonly tampered: number;
  readonly refused: number;
  /** What was taken, or left something behind. */
  readonly problems: readonly string[];
  /** How many were refused for what. */
  readonly kinds: Readonly<Record<string, number>>;
}

const AT_A_TIME = 50;

/** Restores of files that are no longer what was written; what is stored is compared byte for byte. */
export async function tamperedFigures(ground: FaultGround, count: number): Promise<TamperedFigures> {
  const [file, other] = await Promise.all([
    ground.profiles.backupAfter(DECIDED).then(fromBase64),
    ground.profiles.backupAfter(BOTH).then(fromBase64)
  ]);
  return inBrowser(ground, BOTH, async ({ page }) => {
    const stored = async () =>
      createHash('sha256')
        .update(JSON.stringify(await readRaw(page), asText))
        .digest('hex');
    const before = await stored();
    const problems: string[] = [];
    const kinds: Record<string, number> = {};
    let [tampered, refused] = [0, 0];
    let batch: { readonly what: string; readonly bytes: Uint8Array }[] = [];
    const restore = async () => {
      const files = batch.map(({ bytes }) => Buffer.from(bytes).toString('base64'));
      const answers = await page.evaluate((some) => window.driver.restoreAll(some), files);
      answers.forEach((answer, i) => {
        tampered++;
        kinds[answer] = (kinds[answer] ?? 0) + 1;
        if (answer === 'taken') problems.push(`${batch[i].what}: taken`);
        else refused++;
      });
      batch = [];
      if ((await stored()) !== before) problems.push(`something was written by then: ${tampered}`);
    };
    for await (const one of tamperedBackups(file, other, { count, random: Math.random })) {
      batch.push(one);
      if (batch.length === AT_A_TIME) await restore();
    }
    if (batch.length > 0) await restore();
    return { tampered, refused, problems, kinds };
  });
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(text, 'base64'));
}

function asText(_name: string, value: unknown): unknown {
  if (value instanceof ArrayBuffer) return Buffer.from(value).toString('base64');
  return value instanceof Map ? [...value] : value;
}
