import type { BenchData } from './bench-data';
import type { RunFigures } from './bench-run';

/** What the benchmark prints: one line per figure. */
export interface Figure {
  readonly key: string;
  readonly title: string;
  readonly unit: 'ms' | 'MB' | 'times';
  readonly read: (run: RunFigures, data: BenchData) => number | undefined;
}

export interface FigureSpread {
  readonly median: number | undefined;
  readonly lowest: number | undefined;
  readonly highest: number | undefined;
}

const importMs = ({ inspectMs, readMs, checkMs, saveMs }: RunFigures['users']) => inspectMs + readMs + checkMs + saveMs;

export const FIGURES: readonly Figure[] = [
  { key: 'usersMs', title: 'import users: preview to saved', unit: 'ms', read: ({ users }) => importMs(users) },
  { key: 'usersReadMs', title: '  of which read', unit: 'ms', read: ({ users }) => users.readMs },
  { key: 'usersCheckMs', title: '  of which checked', unit: 'ms', read: ({ users }) => users.checkMs },
  { key: 'usersSaveMs', title: '  of which saved', unit: 'ms', read: ({ users }) => users.saveMs },
  { key: 'accountsReadMs', title: 'accounts: read', unit: 'ms', read: ({ accounts }) => accounts.readMs },
  {
    key: 'classifyMs',
    title: 'accounts: checked and classified',
    unit: 'ms',
    read: ({ accounts }) => accounts.checkMs
  },
  { key: 'accountsSaveMs', title: 'accounts: saved', unit: 'ms', read: ({ accounts }) => accounts.saveMs },
  {
    key: 'untilClassifiedMs',
    title: 'both files until classified',
    unit: 'ms',
    read: ({ users, accounts }) => importMs(users) + importMs(accounts) - accounts.saveMs
  },
  {
    key: 'untilSavedMs',
    title: 'both files until saved',
    unit: 'ms',
    read: ({ users, accounts }) => importMs(users) + importMs(accounts)
  },
  {
    key: 'searchMs',
    title: 'search: first window, median',
    unit: 'ms',
    read: ({ search }) => quantile(search.firstWindowMs, 0.5)
  },
  {
    key: 'searchP95Ms',
    title: 'search: first window, 95th percentile',
    unit: 'ms',
    read: ({ search }) => quantile(search.firstWindowMs, 0.95)
  },
  {
    key: 'totalMs',
    title: 'search: exact total, median',
    unit: 'ms',
    read: ({ search }) => quantile(search.totalMs, 0.5)
  },
  {
    key: 'totalP95Ms',
    title: 'search: exact total, 95th percentile',
    unit: 'ms',
    read: ({ search }) => quantile(search.totalMs, 0.95)
  },
  { key: 'confirmMs', title: 'confirm all exact matches', unit: 'ms', read: ({ decisions }) => decisions.confirmMs },
  { key: 'undoMs', title: 'undo that', unit: 'ms', read: ({ decisions }) => decisions.undoMs },
  { key: 'redoMs', title: 'redo that', unit: 'ms', read: ({ decisions }) => decisions.redoMs },
  { key: 'rematchMs', title: 'match again, saved', unit: 'ms', read: ({ decisions }) => decisions.rematchMs },
  {
    key: 'rematchComputeMs',
    title: 'match again: preview, same keys',
    unit: 'ms',
    read: ({ decisions }) => decisions.rematchComputeMs
  },
  {
    key: 'otherRulesMs',
    title: 'match again: preview, all keys new',
    unit: 'ms',
    read: ({ decisions }) => decisions.otherRulesMs
  },
  {
    key: 'clearTenthMs',
    title: 'clear a tenth of the accounts, saved',
    unit: 'ms',
    read: ({ decisions }) => decisions.clearTenthMs
  },
  {
    key: 'restoreTenthMs',
    title: 'restore them, saved',
    unit: 'ms',
    read: ({ decisions }) => decisions.restoreTenthMs
  },
  { key: 'reopenMs', title: 'reopen after closing the browser', unit: 'ms', read: ({ reopened }) => reopened.reopenMs },
  {
    key: 'reopenWindowMs',
    title: 'reopen: first window of accounts',
    unit: 'ms',
    read: ({ reopened }) => reopened.firstWindowMs
  },
  {
    key: 'screenMs',
    title: 'on the screen: accounts, file to summary',
    unit: 'ms',
    read: ({ screen }) => screen.accountsMs
  },
  {
    key: 'longestTaskMs',
    title: 'on the screen: longest task of the page',
    unit: 'ms',
    read: ({ screen }) => screen.longestTaskMs
  },
  {
    key: 'memory',
    title: 'memory: peak over the idle browser',
    unit: 'MB',
    read: ({ memoryBytes }) => memoryBytes && memoryBytes / 1e6
  },
  {
    key: 'memoryRatio',
    title: 'memory: peak over the size of both files',
    unit: 'times',
    read: ({ memoryBytes }, { bytes }) => memoryBytes && memoryBytes / bytes
  }
];

export function spread(values: readonly (number | undefined)[]): FigureSpread {
  const known = values.filter((value) => value !== undefined);
  return { median: quantile(known, 0.5), lowest: quantile(known, 0), highest: quantile(known, 1) };
}

export function figureLine({ title, unit }: Figure, spreads: readonly (FigureSpread | undefined)[]): string {
  return title.padEnd(44) + spreads.map((entry) => cell(entry, unit).padStart(26)).join('');
}

function cell(entry: FigureSpread | undefined, unit: Figure['unit']): string {
  if (entry?.median === undefined || entry.lowest === undefined || entry.highest === undefined) return '–';
  const [median, lowest, highest] = [entry.median, entry.lowest, entry.highest].map((value) => digits(value));
  return `${median} ${unit} (${lowest} to ${highest})`;
}

function digits(value: number): string {
  return value.toFixed(value < 10 ? 1 : 0);
}

function quantile(values: readonly number[], share: number): number | undefined {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}
