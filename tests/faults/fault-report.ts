import type { KillFigures } from '../bench/commit/commit-figures';
import { markdownTable, plainTable } from '../bench/table-text';
import type { CanaryFigures } from './canaries';
import type { KillResult } from './kill-run';
import type { PayloadFigures } from './payload-figures';
import type { TamperedFigures } from './tampered-backups';

export interface CaseResult {
  readonly id: string;
  readonly name: string;
  readonly problems: readonly string[];
  readonly ms: number;
}

/** What was run; a part that was not asked for is missing. */
export interface FaultResults {
  readonly kills: readonly KillResult[];
  readonly commits: KillFigures | undefined;
  readonly cases: readonly CaseResult[];
  readonly canaries: CanaryFigures | undefined;
  readonly backups: TamperedFigures | undefined;
  readonly payloads: PayloadFigures | undefined;
}

/** What `--json` begins with. */
export interface FaultFigures {
  readonly kills: number;
  readonly survived: number;
  readonly ackedLost: number;
  readonly illegalStates: number;
  readonly silentErrors: number;
  readonly canaries: { readonly tokens: number | undefined; readonly mails: number | undefined };
  readonly backups: { readonly tampered: number | undefined; readonly refused: number | undefined };
  readonly payloads: { readonly total: number | undefined; readonly run: number | undefined };
  readonly policyViolations: number | undefined;
}

type Table = readonly (readonly string[])[];

export function figuresOf(results: FaultResults): FaultFigures {
  return { ...killCounts(results), ...otherCounts(results) };
}

type KillCounts = Pick<FaultFigures, 'kills' | 'survived' | 'ackedLost' | 'illegalStates' | 'silentErrors'>;

function killCounts({ kills, commits }: FaultResults): KillCounts {
  const sum = (count: (result: KillResult) => number) => kills.reduce((total, one) => total + count(one), 0);
  const own: KillCounts = {
    kills: kills.length,
    survived: sum(({ illegal, ackedLost, silent }) => (illegal.length + ackedLost + silent.length === 0 ? 1 : 0)),
    ackedLost: sum(({ ackedLost }) => ackedLost),
    illegalStates: sum(({ illegal }) => (illegal.length > 0 ? 1 : 0)),
    silentErrors: sum(({ silent }) => silent.length)
  };
  if (!commits) return own;
  const wrong = commits.duplicates + commits.different;
  return {
    ...own,
    kills: own.kills + commits.kills,
    survived: own.survived + (wrong + commits.missing === 0 ? commits.kills : 0),
    ackedLost: own.ackedLost + commits.missing,
    illegalStates: own.illegalStates + wrong
  };
}

function otherCounts({ canaries, backups, payloads }: FaultResults): Omit<FaultFigures, keyof KillCounts> {
  return {
    canaries: { tokens: canaries?.tokens, mails: canaries?.mails },
    backups: { tampered: backups?.tampered, refused: backups?.refused },
    payloads: { total: payloads?.total, run: payloads?.run.length },
    policyViolations: payloads?.policyViolations.length
  };
}

/** Everything that is not as it has to be, in words. */
export function problemsOf(results: FaultResults): readonly string[] {
  const { cases, payloads } = results;
  const problems = [
    ...killProblems(results),
    ...cases.flatMap(({ id, name, problems: own }) => own.map((what) => `${id} ${name}: ${what}`)),
    ...canaryProblems(results),
    ...backupProblems(results),
    ...(payloads?.run ?? []),
    ...(payloads?.policyViolations ?? []),
    ...(payloads?.requests ?? [])
  ];
  return [...new Set(problems)];
}

function killProblems({ kills, commits }: FaultResults): readonly string[] {
  const problems = kills.flatMap(({ scenario, at, illegal, silent, ackedLost }) => [
    ...illegal.map((what) => `${scenario}, killed at ${at}: ${what}`),
    ...silent.map((what) => `${scenario}, killed at ${at}: nothing on the screen says ${what}`),
    ...(ackedLost > 0 ? [`${scenario}, killed at ${at}: ${ackedLost} acknowledged changes are gone`] : [])
  ]);
  const isCommitClean = !commits || commits.duplicates + commits.missing + commits.different === 0;
  return isCommitClean ? problems : [...problems, `commit: ${JSON.stringify(commits)}`];
}

function canaryProblems({ canaries }: FaultResults): readonly string[] {
  if (!canaries) return [];
  const found = canaries.findings.map(
    ({ kind, place, form, count }) => `${count} canaries (${kind}) as ${form} in ${place}`
  );
  return canaries.controlMails > 0 ? found : [...found, 'the search finds no mails where they lie open'];
}

function backupProblems({ backups }: FaultResults): readonly string[] {
  if (!backups) return [];
  const { tampered, refused, problems } = backups;
  return refused < tampered ? [`${tampered - refused} tampered backups were taken`, ...problems] : problems;
}

function scenarioTable(kills: readonly KillResult[], commits: KillFigures | undefined): Table {
  const names = [...new Set(kills.map(({ scenario }) => scenario))];
  const rows = names.map((name) => {
    const own = kills.filter(({ scenario }) => scenario === name);
    const sum = (count: (result: KillResult) => number) => String(own.reduce((total, one) => total + count(one), 0));
    return [
      name,
      String(own.length),
      sum(({ ackedLost }) => ackedLost),
      sum(({ illegal }) => (illegal.length > 0 ? 1 : 0)),
      sum(({ silent }) => silent.length),
      String(Math.max(...own.map(({ usableMs }) => usableMs)))
    ];
  });
  const last = commits && [
    'commit to a SCIM server',
    String(commits.kills),
    String(commits.missing),
    String(commits.duplicates + commits.different),
    '0',
    '–'
  ];
  const head = [
    'Killed in',
    'Kills',
    'Acknowledged, lost',
    'Illegal states',
    'Errors without a message',
    'Usable after, ms'
  ];
  return [head, ...rows, ...(last ? [last] : [])];
}

export function printReport(results: FaultResults): void {
  const { kills, commits, cases, canaries, backups, payloads } = results;
  if (kills.length > 0) console.log(`\n${plainTable(scenarioTable(kills, commits))}`);
  if (cases.length > 0)
    console.log(
      `\n${plainTable([['Fault', 'What is done', 'Holds', 's'], ...cases.map(({ id, name, problems, ms }) => [id, name, problems.length === 0 ? 'yes' : 'NO', (ms / 1000).toFixed(1)])])}`
    );
  if (canaries)
    console.log(
      `\ncanaries: ${canaries.tokens} tokens and ${canaries.mails} mails found; without a passphrase the same search finds ${canaries.controlMails} mails in ${canaries.controlPlaces.join(', ')}`
    );
  if (backups)
    console.log(`backups: ${backups.refused} of ${backups.tampered} refused: ${JSON.stringify(backups.kinds)}`);
  if (payloads)
    console.log(
      `payloads: ${payloads.run.length} of ${payloads.total} ran on ${payloads.screens} screens; ${payloads.policyViolations.length} policy violations`
    );
}

export function readmeText(results: FaultResults): string {
  const { kills, survived, ackedLost, illegalStates, silentErrors } = figuresOf(results);
  const figures = [
    [
      'Kills of the whole browser',
      'Survived',
      'Acknowledged changes lost',
      'Illegal states',
      'Errors without a message'
    ],
    [kills, survived, ackedLost, illegalStates, silentErrors].map((figure) => figure.toLocaleString('en'))
  ];
  return `${markdownTable(figures)}\n\n${markdownTable(scenarioTable(results.kills, results.commits))}`;
}
