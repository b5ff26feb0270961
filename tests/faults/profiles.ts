import { cpSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { openDriver, openWorkspace, runStep, type FaultBench } from './fault-browser';
import type { FaultStep } from './fault-step';

export const WORKSPACE = 'Alder group';

export interface MadeProfile {
  readonly folder: string;
  readonly workspaceId: string;
}

/** Profiles of a browser in which something was done already; each is made once, and copied before it is used. */
export class Profiles {
  readonly #bench: FaultBench;
  readonly #name: string;
  readonly #made = new Map<string, Promise<MadeProfile>>();
  readonly #backups = new Map<string, Promise<string>>();
  #copies = 0;

  /** `name`: of what they are for. */
  constructor(bench: FaultBench, name: string) {
    this.#bench = bench;
    this.#name = name;
  }

  after(steps: readonly FaultStep[]): Promise<MadeProfile> {
    const key = JSON.stringify(steps);
    const made = this.#made.get(key) ?? this.#make(steps, this.#made.size);
    this.#made.set(key, made);
    return made;
  }

  /** In base64. */
  backupAfter(steps: readonly FaultStep[]): Promise<string> {
    const key = JSON.stringify(steps);
    const backup = this.#backups.get(key) ?? this.#backUp(steps);
    this.#backups.set(key, backup);
    return backup;
  }

  copy({ folder }: MadeProfile): string {
    const copy = path.join(this.#bench.folder, `${this.#name}-copy-${this.#copies++}`);
    rmSync(copy, { recursive: true, force: true });
    cpSync(folder, copy, { recursive: true, filter: (file) => !/Singleton|DevToolsActivePort/.test(file) });
    return copy;
  }

  async #make(steps: readonly FaultStep[], number: number): Promise<MadeProfile> {
    const folder = path.join(this.#bench.folder, `${this.#name}-${number}`);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const { page, close } = await openDriver(this.#bench, folder);
    const workspaceId = await page.evaluate((name) => window.driver.create(name), WORKSPACE);
    for (const step of steps) await runStep(page, step);
    // The app itself, so that its service worker keeps it on the device from then on.
    await page.goto(this.#bench.origin);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await close();
    return { folder, workspaceId };
  }

  async #backUp(steps: readonly FaultStep[]): Promise<string> {
    const copy = this.copy(await this.after(steps));
    const { page, kill } = await openDriver(this.#bench, copy);
    try {
      await openWorkspace(page, { name: WORKSPACE });
      return await page.evaluate(() => window.driver.backup());
    } finally {
      await kill();
      rmSync(copy, { recursive: true, force: true });
    }
  }
}
