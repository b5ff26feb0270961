import { OPERATION_KINDS, OPERATION_LABEL } from '../../model/plan-operation';
import { SHOWN_SITUATIONS, SITUATION_LABEL } from '../../model/situation';
import { STATUS_LABEL, STATUSES } from '../../model/status';
import { escapeHtml, section, table, type TableColumn } from './html-text';
import type { ReportedApp, ReportedException, ReportedFile, ReportedPlan, ReportFacts } from './report-facts';
import { REPORT_STYLE } from './report-style';
import {
  byteCount,
  DECISION_WORDS,
  EXCEPTION_WORDS,
  number,
  ruleWords,
  safeguardWords,
  timeText
} from './report-words';

const COUNT = { isNumber: true } as const;

/**
 * One HTML file that stands alone, to be printed and signed: no script, nothing loaded, every value escaped. Yielded part
 * by part.
 */
export function* reportHtml(facts: ReportFacts): Generator<string, void> {
  yield head(facts);
  yield summary(facts);
  yield planSection(facts.plan);
  for (const app of facts.apps) yield* appSections(app, facts.apps.length > 1);
  yield filesSection(facts.files);
  yield signature(facts);
  yield '</main></body></html>\n';
}

function head({ domainName, apps, workspaceName, writtenAt, musterVersion }: ReportFacts): string {
  const about = apps.length === 1 ? `${apps[0].name} · ${domainName}` : domainName;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>${escapeHtml(`Report: ${about}`)}</title>
<style>${REPORT_STYLE}</style>
</head>
<body><main>
<header>
<p class="kind">Report for signature</p>
<h1 dir="auto">${escapeHtml(about)}</h1>
<p class="about">Workspace <bdi>${escapeHtml(workspaceName)}</bdi> · written ${timeText(writtenAt)} · Muster ${escapeHtml(musterVersion)}</p>
</header>
`;
}

function summary({ apps, userCount, usersMadeHere, domainName, plan }: ReportFacts): string {
  const sum = (of: (app: ReportedApp) => number) => apps.reduce((total, app) => total + of(app), 0);
  const planned = OPERATION_KINDS.reduce((total, kind) => total + plan.counts[kind] - plan.excludedCounts[kind], 0);
  const figures = [
    [`Users in ${domainName}`, userCount],
    ['of them made in Muster', usersMadeHere],
    ['Accounts', sum(({ accountCount }) => accountCount)],
    ['Confirmed', sum(({ statuses }) => statuses.confirmed)],
    ['Committed', sum(({ statuses }) => statuses.committed)],
    ['Undecided', sum(({ statuses }) => statuses.unconfirmed)],
    ['Operations to hand over', planned]
  ] as const;
  const items = figures.map(
    ([label, count]) => `<div><dt dir="auto">${escapeHtml(label)}</dt><dd>${number(count)}</dd></div>`
  );
  return section('At a glance', `<dl class="figures">${items.join('')}</dl>`);
}

function planSection({ counts, excludedCounts, excluded, undecided }: ReportedPlan): string {
  const kinds = OPERATION_KINDS.filter((kind) => counts[kind] > 0);
  const columns: TableColumn[] = [
    { header: 'Operation' },
    { header: 'Planned', ...COUNT },
    { header: 'Excluded', ...COUNT },
    { header: 'To hand over', ...COUNT }
  ];
  const rows = kinds.map((kind) => [
    OPERATION_LABEL[kind],
    number(counts[kind]),
    number(excludedCounts[kind]),
    number(counts[kind] - excludedCounts[kind])
  ]);
  const operations = rows.length > 0 ? table(columns, rows) : '<p>The decisions amount to no operation.</p>';
  return section('Plan', operations + excludedPart(excluded, excludedCounts) + undecidedPart(undecided));
}

function excludedPart(excluded: ReportedPlan['excluded'], counts: ReportedPlan['excludedCounts']): string {
  const total = OPERATION_KINDS.reduce((sum, kind) => sum + counts[kind], 0);
  if (total === 0) return '';
  const columns = [{ header: 'Operation' }, { header: 'About' }, { header: 'Reason' }];
  const rows = excluded.map(({ kind, subject, reason }) => [OPERATION_LABEL[kind], subject, reason]);
  return `<h4>Excluded operations</h4>${table(columns, rows)}${more(rows.length, total)}`;
}

function undecidedPart(undecided: ReportedPlan['undecided']): string {
  if (undecided.length === 0) return '';
  const columns = [{ header: 'App' }, { header: 'Accounts', ...COUNT }, { header: 'Left out because' }];
  const rows = undecided.map(({ appName, count, reason }) => [
    appName,
    number(count),
    reason ?? 'Not left out: they stop a commit.'
  ]);
  return `<h4>Accounts that nobody has decided</h4>${table(columns, rows)}`;
}

/** Several apps have a title and pages of their own. */
function* appSections(app: ReportedApp, isNamed: boolean): Generator<string, void> {
  if (isNamed) yield `<div class="app"><h2 dir="auto">${escapeHtml(app.name)}</h2>\n`;
  yield section('Accounts', accountsPart(app), isNamed);
  yield section('Decisions', decisionsPart(app), isNamed);
  yield section('Rules in force', rulesPart(app), isNamed);
  yield section('Safeguards', safeguardsPart(app), isNamed);
  yield section('Exceptions', app.exceptions.map(exceptionPart).join('') || '<p>None.</p>', isNamed);
  if (isNamed) yield '</div>\n';
}

function accountsPart({ situations, statuses, accountCount, isMatchStale }: ReportedApp): string {
  const found = SHOWN_SITUATIONS.map((name) => [SITUATION_LABEL[name], number(situations[name])]);
  const stand = STATUSES.filter((name) => name !== 'cleared').map((name) => [
    STATUS_LABEL[name],
    number(statuses[name])
  ]);
  const cleared = statuses.cleared > 0 ? ` ${number(statuses.cleared)} more are cleared.` : '';
  const stale = isMatchStale
    ? '<p class="caution">Users or rules have changed since the accounts were matched: matching again may give other counts.</p>'
    : '';
  return `<p>${number(accountCount)} accounts.${cleared}</p>${stale}<div class="beside">${table(
    [{ header: 'Situation' }, { header: 'Accounts', ...COUNT }],
    found
  )}${table([{ header: 'Status' }, { header: 'Accounts', ...COUNT }], stand)}</div>`;
}

function decisionsPart({ decisions, notes }: ReportedApp): string {
  if (decisions.length === 0) return '<p>Nothing has been decided.</p>';
  const columns = [
    { header: 'Decision' },
    { header: 'By a rule', ...COUNT },
    { header: 'One by one', ...COUNT },
    { header: 'In bulk', ...COUNT },
    { header: 'All', ...COUNT }
  ];
  const rows = decisions.map(({ decision, byRule, byPerson, inBulk }) => [
    DECISION_WORDS[decision],
    ...[byRule, byPerson, inBulk, byRule + byPerson + inBulk].map(number)
  ]);
  const noted = notes.map(({ at, note, rowCount }) => [timeText(at), note, number(rowCount)]);
  const list =
    noted.length > 0
      ? `<h4>Notes</h4>${table([{ header: 'When' }, { header: 'Note' }, { header: 'Rows', ...COUNT }], noted)}`
      : '';
  return `<p>One by one and in bulk: by a person.</p>${table(columns, rows)}${list}`;
}

function rulesPart({ rules, isCaseSensitive }: ReportedApp): string {
  const items = rules.map(
    (rule) =>
      `<li${rule.isEnabled ? '' : ' class="off"'}><strong dir="auto">${escapeHtml(rule.name)}:</strong> ${escapeHtml(ruleWords(rule))}</li>`
  );
  const letters = isCaseSensitive ? 'Upper and lower case are different.' : 'Upper and lower case are the same.';
  return `<p>Tried from the first to the last; the first that finds users decides. ${letters}</p><ol>${items.join('')}</ol>`;
}

function safeguardsPart({ safeguards, allowed }: ReportedApp): string {
  const limits = safeguardWords(safeguards).map((words) => `<li>${escapeHtml(words)}</li>`);
  const rows = allowed.map(({ fileName, at, reason }) => [timeText(at), fileName, reason]);
  const held =
    rows.length > 0
      ? `<h4>Held and allowed by a person</h4>${table([{ header: 'When' }, { header: 'File' }, { header: 'Reason' }], rows)}`
      : '';
  return `<ul>${limits.join('')}</ul>${held}`;
}

function exceptionPart({ kind, count, rows }: ReportedException): string {
  const columns = [{ header: 'Account' }, { header: 'Name' }, { header: 'E-mail' }, { header: 'User' }];
  return `<h4>${escapeHtml(EXCEPTION_WORDS[kind])}: ${number(count)}</h4>${table(columns, rows)}${more(rows.length, count)}`;
}

function more(shown: number, total: number): string {
  return total > shown ? `<p class="more">and ${number(total - shown)} more</p>` : '';
}

function filesSection(files: readonly ReportedFile[]): string {
  if (files.length === 0) return section('Imported files', '<p>No file was imported.</p>');
  const items = files.map(
    ({ list, fileName, bytes, sha256, at, rows }) =>
      `<li><strong dir="auto">${escapeHtml(fileName)}</strong> <span dir="auto">${escapeHtml(list)}</span>, ${timeText(at)}, ${number(rows)} rows, ${byteCount(bytes)}<code>${
        sha256 === undefined ? 'SHA-256 not computed: the file was too large' : `SHA-256 ${escapeHtml(sha256)}`
      }</code></li>`
  );
  return section('Imported files', `<ul class="files">${items.join('')}</ul>`);
}

function signature({ writtenAt }: ReportFacts): string {
  const block = (label: string) =>
    `<div class="signature"><p>${label}</p><div class="line">Name</div><div class="line">Place and date</div><div class="line">Signature</div></div>`;
  return `<section class="sign"><h2>Signature</h2><p>The decisions and the plan in this report, as of ${timeText(writtenAt)}, are approved.</p><div class="beside">${block('For the client')}${block('For the consultant')}</div></section>`;
}
