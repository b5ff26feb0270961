import { BARS, verdict, type Bar } from './bars';
import type { Headline, ShellSpreads } from './headline';
import type { Spread } from './spread';
import { FIGURE_KEYS, FIGURES, type Spreads, type Unit } from './step-figures';

/** Cells of a table, its head first. */
export type Table = readonly (readonly string[])[];

interface Measured {
  readonly headline: Headline;
  readonly spreads: Spreads;
  readonly shell: ShellSpreads;
}

/** Every bar beside its figure. */
export function barTable({ headline, spreads, shell }: Measured): Table {
  const { rows, bulkConfirm, reopen, three } = headline;
  const withBars = (...bars: readonly Bar[]) => bars.map((entry) => barText(entry, headline)).join('; ');
  const ms = (entry: Spread | undefined) => spreadText(entry, 'ms');
  const own = (title: string, entry: Spread | undefined, unit: Unit, ...bars: readonly Bar[]) => [
    title,
    spreadText(entry, unit),
    '–',
    '–',
    withBars(...bars)
  ];
  return [
    [`figure, at ${count(rows)} users and accounts`, 'Muster', 'DuckDB-WASM', 'ratio', 'bar'],
    [
      'both files chosen to everything classified and saved; DuckDB: load, load and classify, nothing saved',
      ms(spreads.togetherMs),
      ms(spreads.duckDbImportMs),
      ratioText(headline.importClassifySave.ratio),
      withBars(BARS.import)
    ],
    [
      'rules changed to every account classified again; DuckDB: classify',
      ms(spreads.otherRulesMs),
      ms(spreads.duckDbClassifyMs),
      ratioText(headline.rematch.ratio),
      withBars(BARS.rematch)
    ],
    [
      'keystroke to first window, filter on, 95th percentile of 200 texts',
      ms(spreads.searchP95Ms),
      ms(spreads.duckDbSearchP95Ms),
      ratioText(headline.searchFirstWindow.ratio),
      withBars(BARS.window, BARS.windowRatio)
    ],
    ['… median', ms(spreads.searchMs), ms(spreads.duckDbSearchMs), '–', '–'],
    ['… the first one right after the import', ms(spreads.coldMs), '–', '–', '–'],
    [
      'keystroke to exact total, 95th percentile',
      ms(spreads.totalP95Ms),
      ms(spreads.duckDbTotalP95Ms),
      '–',
      withBars(BARS.total)
    ],
    own(`confirm ${count(bulkConfirm.rows)} rows, saved`, spreads.confirmMs, 'ms', BARS.confirm),
    own('undo that', spreads.undoMs, 'ms', BARS.undo),
    [
      `reopen the browser to the first window; ratio: over reading the same bytes (${digits(reopen.readMs)} ms)`,
      ms(spreads.reopenMs),
      '–',
      ratioText(reopen.ratio),
      withBars(BARS.reopen)
    ],
    [
      `peak memory over the idle browser; ratio: over both files (${digits(headline.memory.fileBytes / 1e6)} MB)`,
      spreadText(spreads.memoryMB, 'MB'),
      '–',
      ratioText(headline.memory.ratio),
      withBars(BARS.memory)
    ],
    [
      'growth of the first figure from a tenth of the rows',
      ratioText(headline.growth.factor),
      '–',
      '–',
      withBars(BARS.growth)
    ],
    own(
      'longest task of the page during the imports (0: none passed 50 ms)',
      spreads.longestTaskMs,
      'ms',
      BARS.longestTask
    ),
    own(
      'interaction while an import runs and someone types and scrolls, 98th percentile',
      spreads.interactionP98Ms,
      'ms',
      BARS.interaction
    ),
    [
      '3,000,000 by 3,000,000 finishes; ratio: peak memory over both files',
      three ? `${three.ok ? 'yes' : 'no'}, ${digits(three.ms)} ms` : '–',
      '–',
      ratioText(three?.ratio),
      withBars(BARS.three)
    ],
    own('scripts before the first screen, gzip', shell.kB, 'kB', BARS.shell),
    own('largest contentful paint, processor slowed down four times', shell.lcpMs, 'ms', BARS.paint),
    own('1,000 accounts: import and show, computing', shell.computeMs, 'ms', BARS.small),
    own('the app at rest, share of a core', shell.cpuPercent, '%', BARS.idle)
  ];
}

/** Every step at every size. */
export function stepTable(sizes: readonly { readonly rows: number; readonly spreads: Spreads }[]): Table {
  return [
    ['step', ...sizes.map(({ rows }) => count(rows))],
    ...FIGURE_KEYS.map((key) => [
      FIGURES[key].title,
      ...sizes.map(({ spreads }) => spreadText(spreads[key], FIGURES[key].unit))
    ])
  ];
}

function barText(bar: Bar, headline: Headline): string {
  const limit = bar === BARS.idle ? '0 %' : `≤ ${count(bar.limit)}${bar.unit}`;
  return `${limit} ${verdict(bar, headline)}`;
}

function spreadText(entry: Spread | undefined, unit: Unit): string {
  if (!entry) return '–';
  const { median, lowest, highest } = entry;
  if (lowest === highest) return `${digits(median)} ${unit}`;
  return `${digits(median)} ${unit} (${digits(lowest)} to ${digits(highest)})`;
}

function ratioText(ratio: number | undefined): string {
  return ratio === undefined ? '–' : ratio.toFixed(ratio < 0.1 ? 3 : 2);
}

function digits(value: number | undefined): string {
  if (value === undefined) return '–';
  return value < 10 ? value.toFixed(1) : count(Math.round(value));
}

function count(value: number): string {
  return value.toLocaleString('en');
}
