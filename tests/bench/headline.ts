import type { Spread } from './spread';
import type { Spreads } from './step-figures';

/** The figures that have a bar, at one size. Medians; undefined where something was not measured. */
export interface Headline {
  readonly rows: number;
  readonly importClassifySave: Compared;
  readonly rematch: Compared;
  readonly searchFirstWindow: {
    readonly p95Ms: Median;
    readonly medianMs: Median;
    readonly duckdbP95Ms: Median;
    readonly ratio: Median;
  };
  readonly searchTotal: { readonly p95Ms: Median; readonly duckdbP95Ms: Median };
  readonly searchCold: { readonly ms: Median; readonly totalMs: Median };
  readonly bulkConfirm: { readonly ms: Median; readonly rows: number };
  readonly bulkUndo: { readonly ms: Median };
  readonly reopen: { readonly ms: Median; readonly readMs: Median; readonly ratio: Median };
  readonly memory: { readonly bytes: Median; readonly fileBytes: number; readonly ratio: Median };
  /** Import, classify and save, over the same with a tenth of the rows. */
  readonly growth: { readonly factor: Median };
  readonly page: { readonly longestTaskMs: Median; readonly interactionP98Ms: Median };
  readonly three: { readonly ok: boolean; readonly ratio: Median; readonly ms: number } | undefined;
  readonly shell: { readonly kB: Median; readonly lcpMs: Median };
  readonly small: { readonly computeMs: Median };
  readonly idle: { readonly cpuPercent: Median };
}

type Median = number | undefined;

interface Compared {
  readonly ms: Median;
  readonly duckdbMs: Median;
  readonly ratio: Median;
}

/** What does not depend on a size. */
export interface ShellSpreads {
  readonly kB: Spread | undefined;
  readonly lcpMs: Spread | undefined;
  readonly computeMs: Spread | undefined;
  readonly cpuPercent: Spread | undefined;
}

export interface HeadlineParts {
  readonly rows: number;
  readonly fileBytes: number;
  readonly confirmedRows: number;
  readonly spreads: Spreads;
  /** The same at a tenth of the rows. */
  readonly tenth: Spreads | undefined;
  readonly three: Headline['three'];
  readonly shell: ShellSpreads;
}

export function headline({ rows, fileBytes, confirmedRows, spreads, tenth, three, shell }: HeadlineParts): Headline {
  const median = (key: keyof Spreads) => spreads[key]?.median;
  const bytes = scaled(median('memoryMB'), 1e6);
  return {
    rows,
    importClassifySave: compared(median('togetherMs'), median('duckDbImportMs')),
    rematch: compared(median('otherRulesMs'), median('duckDbClassifyMs')),
    searchFirstWindow: {
      p95Ms: median('searchP95Ms'),
      medianMs: median('searchMs'),
      duckdbP95Ms: median('duckDbSearchP95Ms'),
      ratio: over(median('searchP95Ms'), median('duckDbSearchP95Ms'))
    },
    searchTotal: { p95Ms: median('totalP95Ms'), duckdbP95Ms: median('duckDbTotalP95Ms') },
    searchCold: { ms: median('coldMs'), totalMs: median('coldTotalMs') },
    bulkConfirm: { ms: median('confirmMs'), rows: confirmedRows },
    bulkUndo: { ms: median('undoMs') },
    reopen: {
      ms: median('reopenMs'),
      readMs: median('storedMs'),
      ratio: over(median('reopenMs'), median('storedMs'))
    },
    memory: { bytes, fileBytes, ratio: over(bytes, fileBytes) },
    growth: { factor: over(median('togetherMs'), tenth?.togetherMs?.median) },
    page: { longestTaskMs: median('longestTaskMs'), interactionP98Ms: median('interactionP98Ms') },
    three,
    shell: { kB: shell.kB?.median, lcpMs: shell.lcpMs?.median },
    small: { computeMs: shell.computeMs?.median },
    idle: { cpuPercent: shell.cpuPercent?.median }
  };
}

function compared(ms: Median, duckdbMs: Median): Compared {
  return { ms, duckdbMs, ratio: over(ms, duckdbMs) };
}

function over(one: Median, other: Median): Median {
  return one === undefined || other === undefined ? undefined : one / other;
}

function scaled(value: Median, factor: number): Median {
  return value === undefined ? undefined : value * factor;
}
