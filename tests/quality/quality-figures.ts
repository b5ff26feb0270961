/** What `--json` writes: shares between 0 and 1, ranks per hundred accounts. Undefined: the set is not in the folder. */
export interface QualityFigures {
  readonly febrl4: { readonly f1: number; readonly wrong: number } | undefined;
  readonly febrl4NameSuburb: { readonly top1: number; readonly top5: number } | undefined;
  readonly febrl3: { readonly f1: number } | undefined;
  readonly fake1000: { readonly f1: number } | undefined;
  readonly accounts: { readonly top1: number; readonly top5: number };
  readonly autoLink: { readonly precisionLower: number; readonly coverage: number };
  readonly candidates: { readonly recall: number };
  readonly speed: { readonly pairsPerSecond: number; readonly accountsPerSecond: number };
  readonly calibration: { readonly ece: number; readonly shareRightAbove90: number };
}

/** What a figure must reach. */
export interface Goal {
  readonly key: string;
  /** As it stands in the table. */
  readonly title: string;
  readonly goal: string;
  /** One number per part of the cell; undefined where nothing was measured. */
  readonly read: (figures: QualityFigures) => readonly number[] | undefined;
  readonly isReached: (...values: readonly number[]) => boolean;
  readonly show: (...values: readonly number[]) => string;
}

const share = (value: number | undefined) => (value ?? 0).toFixed(4);
const percent = (value: number | undefined) => (value ?? 0).toFixed(1);
const whole = (value: number | undefined) => Math.round(value ?? 0).toLocaleString('en');
const ranks = (top1?: number, top5?: number) => `${percent(top1)} / ${percent(top5)}`;

export const GOALS: readonly Goal[] = [
  {
    key: 'febrl4',
    title: 'FEBRL4 (5,000 + 5,000, one to one), all fields, pairs F1',
    goal: '≥ .9999, 0 wrong',
    read: ({ febrl4 }) => febrl4 && [febrl4.f1, febrl4.wrong],
    // 4,999 right of 5,000 and none wrong is 0.99990.
    isReached: (f1, wrong) => f1 >= 0.9999 && wrong === 0,
    show: (f1, wrong) => `${share(f1)}, ${wrong} wrong`
  },
  {
    key: 'febrl4NameSuburb',
    title: 'FEBRL4, name and suburb only: top-1 / top-5',
    goal: '≥ 95 / 98',
    read: ({ febrl4NameSuburb: found }) => found && [found.top1, found.top5],
    isReached: (top1, top5) => top1 >= 95 && top5 >= 98,
    show: ranks
  },
  {
    key: 'febrl3',
    title: 'FEBRL3 (5,000 records), pairs F1',
    goal: '≥ .9998',
    read: ({ febrl3 }) => febrl3 && [febrl3.f1],
    isReached: (f1) => f1 >= 0.9998,
    show: share
  },
  {
    key: 'fake1000',
    title: 'fake_1000, pairs F1',
    goal: '≥ .955',
    read: ({ fake1000 }) => fake1000 && [fake1000.f1],
    isReached: (f1) => f1 >= 0.955,
    show: share
  },
  {
    key: 'accounts',
    title: 'generated directory and app accounts, suggestions top-1 / top-5, all accounts',
    goal: '≥ 83 / 91',
    read: ({ accounts }) => [accounts.top1, accounts.top5],
    isReached: (top1, top5) => top1 >= 83 && top5 >= 91,
    show: ranks
  },
  {
    key: 'autoLink',
    title: 'automatic links, pooled over seeds: precision at the lower 95 % bound / coverage',
    goal: '≥ .999 / ≥ 50 %',
    read: ({ autoLink }) => [autoLink.precisionLower, autoLink.coverage],
    isReached: (precision, coverage) => precision >= 0.999 && coverage >= 0.5,
    show: (precision, coverage) => `${share(precision)} / ${percent(100 * (coverage ?? 0))} %`
  },
  {
    key: 'candidates',
    title: 'true owner among the candidates, at most 40 per account',
    goal: '≥ 99.7 %',
    read: ({ candidates }) => [candidates.recall],
    isReached: (recall) => recall >= 0.997,
    show: (recall) => `${(100 * (recall ?? 0)).toFixed(2)} %`
  },
  {
    key: 'speed',
    title: 'speed, one thread: scored pairs / accounts per second of the processor',
    goal: '≥ 1 M / ≥ 20,000',
    read: ({ speed }) => [speed.pairsPerSecond, speed.accountsPerSecond],
    isReached: (pairs, accounts) => pairs >= 1e6 && accounts >= 20_000,
    show: (pairs, accounts) => `${((pairs ?? 0) / 1e6).toFixed(2)} M / ${whole(accounts)}`
  },
  {
    key: 'calibration',
    title: 'expected calibration error / right of what is shown at 90 % or more',
    goal: '≤ .03 / ≥ 90 %',
    read: ({ calibration }) => [calibration.ece, calibration.shareRightAbove90],
    isReached: (ece, sure) => ece <= 0.03 && sure >= 0.9,
    show: (ece, sure) => `${share(ece)} / ${percent(100 * (sure ?? 0))} %`
  }
];

export type Verdict = 'reached' | 'missed' | 'not measured';

export function verdict({ read, isReached }: Goal, figures: QualityFigures): Verdict {
  const values = read(figures);
  if (!values) return 'not measured';
  return isReached(...values) ? 'reached' : 'missed';
}

export function qualityTable(figures: QualityFigures): readonly (readonly string[])[] {
  return [
    ['figure', 'today', 'to reach', ''],
    ...GOALS.map((goal) => {
      const values = goal.read(figures);
      return [goal.title, values ? goal.show(...values) : '–', goal.goal, verdict(goal, figures)];
    })
  ];
}
