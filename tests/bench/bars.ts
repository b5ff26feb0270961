import type { Headline } from './headline';

/** What a figure must not exceed. */
export interface Bar {
  /** Where it stands in the JSON. */
  readonly key: string;
  readonly limit: number;
  readonly unit: string;
  readonly read: (headline: Headline) => number | undefined;
}

export type Verdict = 'ok' | 'missed' | 'not measured';

export const BARS = {
  import: bar('importClassifySave.ratio', 0.5, '', ({ importClassifySave }) => importClassifySave.ratio),
  rematch: bar('rematch.ratio', 0.3, '', ({ rematch }) => rematch.ratio),
  window: bar('searchFirstWindow.p95Ms', 16, ' ms', ({ searchFirstWindow }) => searchFirstWindow.p95Ms),
  windowRatio: bar('searchFirstWindow.ratio', 0.07, '', ({ searchFirstWindow }) => searchFirstWindow.ratio),
  total: bar('searchTotal.p95Ms', 60, ' ms', ({ searchTotal }) => searchTotal.p95Ms),
  confirm: bar('bulkConfirm.ms', 300, ' ms', ({ bulkConfirm }) => bulkConfirm.ms),
  undo: bar('bulkUndo.ms', 300, ' ms', ({ bulkUndo }) => bulkUndo.ms),
  reopen: bar('reopen.ratio', 2, '', ({ reopen }) => reopen.ratio),
  memory: bar('memory.ratio', 3, '', ({ memory }) => memory.ratio),
  growth: bar('growth.factor', 11, '', ({ growth }) => growth.factor),
  longestTask: bar('page.longestTaskMs', 50, ' ms', ({ page }) => page.longestTaskMs),
  interaction: bar('page.interactionP98Ms', 100, ' ms', ({ page }) => page.interactionP98Ms),
  three: bar('three.ratio', 3, '', ({ three }) => three?.ratio),
  shell: bar('shell.kB', 120, ' kB', ({ shell }) => shell.kB),
  paint: bar('shell.lcpMs', 1200, ' ms', ({ shell }) => shell.lcpMs),
  small: bar('small.computeMs', 100, ' ms', ({ small }) => small.computeMs),
  // 0 % as a task manager shows it.
  idle: bar('idle.cpuPercent', 0.49, ' %', ({ idle }) => idle.cpuPercent)
};

function bar(key: string, limit: number, unit: string, read: Bar['read']): Bar {
  return { key, limit, unit, read };
}

export function verdict({ limit, read }: Bar, headline: Headline): Verdict {
  const value = read(headline);
  if (value === undefined) return 'not measured';
  return value <= limit ? 'ok' : 'missed';
}
