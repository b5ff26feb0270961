import { readFileSync, readdirSync } from 'node:fs';

/**
 * Memory of a browser: the resident sets of all its processes, added up. Pages that processes share are counted once
 * for each, so the figure is on the high side; the idle browser's is taken off. Linux only, else `undefined`.
 */
export class MemoryWatch {
  readonly #root: number;
  readonly #timer: NodeJS.Timeout;
  #peak = 0;
  #samples = 0;

  constructor(profile: string) {
    this.#root = browserProcess(profile);
    this.#timer = setInterval(() => this.#sample(), 100);
  }

  now(): number {
    return this.#sample();
  }

  peak(): number {
    this.#sample();
    return this.#peak;
  }

  end(): void {
    clearInterval(this.#timer);
  }

  #sample(): number {
    // The family changes seldom; the walk through all processes is not cheap.
    if (this.#samples++ % 10 === 0) this.#family = familyOf(this.#root);
    const bytes = this.#family.reduce((sum, pid) => sum + residentBytes(pid), 0);
    this.#peak = Math.max(this.#peak, bytes);
    return bytes;
  }

  #family: readonly number[] = [];
}

function processes(): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // The process has ended.
    return '';
  }
}

function browserProcess(profile: string): number {
  const found = processes().find((pid) => {
    const command = read(`/proc/${pid}/cmdline`);
    return command.includes(`--user-data-dir=${profile}`) && !command.includes('--type=');
  });
  if (!found) throw new Error('The browser was not found among the processes.');
  return found;
}

function familyOf(root: number): readonly number[] {
  const parents = new Map(
    processes().map((pid) => [pid, Number(/^\d+ \(.*\) \S (\d+)/s.exec(read(`/proc/${pid}/stat`))?.[1])])
  );
  const isOurs = (pid: number | undefined): boolean =>
    pid === root || (pid !== undefined && pid > 1 && isOurs(parents.get(pid)));
  return [...parents.keys()].filter(isOurs);
}

function residentBytes(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0) * 1024;
}
