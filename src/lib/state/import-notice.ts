import type { ImportRun } from '../model/import-run';
import type { JobOutcome } from '../protocol/job';
import { formatCount, formatCountOf } from './format';
import { holdSentence } from './hold-words';
import type { Notices } from './notices.svelte';

/** Tells how an import ended whose dialog is not there any more. */
export function tellEnd(
  notices: Notices,
  outcome: JobOutcome<ImportRun>,
  runHref: ((run: ImportRun) => string) | undefined
): void {
  if (outcome.status === 'failed') notices.failed(outcome.error);
  else if (outcome.status === 'cancelled') notices.done('Import cancelled', 'Everything is as it was before.');
  else tellRun(notices, outcome.value, runHref?.(outcome.value));
}

function tellRun(notices: Notices, run: ImportRun, href: string | undefined): void {
  const noun = run.target.kind;
  const one = noun === 'users' ? 'user' : 'account';
  if (run.status === 'held') {
    const detail = run.holds.map(holdSentence).join(' ');
    if (href) notices.pointTo('Import held', detail, { label: 'Review held import', href });
    else notices.done('Import held', detail);
    return;
  }
  const { created, updated, vanished } = run.rows;
  const gone = vanished > 0 ? `, ${formatCount(vanished)} vanished` : '';
  const detail = `${formatCountOf(created, one, noun)} created, ${formatCount(updated)} updated${gone}`;
  notices.done(noun === 'users' ? 'Users imported' : 'Accounts imported', detail, true);
}
