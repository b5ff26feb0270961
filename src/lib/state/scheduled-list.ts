import type { App } from '../model/app';
import type { AppError } from '../model/app-error';
import type { ImportMode } from '../model/import-run';
import { errorMessage } from './error-message';
import { SystemList, type ListMuster, type SystemOrigin } from './system-list.svelte';

/**
 * What a system gave without a person. `none`: the app has no connection. `unchanged`: there is nothing to import.
 * `waits`: a person has to do something first.
 */
export type ScheduledList =
  | { readonly kind: 'none' | 'unchanged' }
  | { readonly kind: 'list'; readonly file: File; readonly origin: SystemOrigin }
  | { readonly kind: 'waits'; readonly reason: string };

export type GetScheduledList = (app: App, mode: ImportMode) => Promise<ScheduledList>;

/** Straight from the app's system, where a token is in memory, or the passphrase was given. It is listed whole or not at all. */
export function scheduledLists(muster: ListMuster): GetScheduledList {
  return async ({ id, name }, mode) => {
    let given: ScheduledList | undefined;
    const purpose = { target: { kind: 'accounts', appId: id }, place: name, trigger: 'schedule' } as const;
    const list = new SystemList(muster, purpose, (file, origin) => {
      given = { kind: 'list', file, origin };
    });
    const read = await list.load();
    if (!read.ok) return { kind: 'waits', reason: sentence(read.error) };
    if (!list.kept) return { kind: 'none' };
    await list.begin(mode === 'incremental');
    const { missing, phase } = list;
    list.cancel();
    if (given) return given;
    if (phase.status === 'empty' && phase.hasOnlyChanges) return { kind: 'unchanged' };
    if (phase.status === 'empty') return { kind: 'waits', reason: 'The list of the system is empty.' };
    if (phase.status !== 'failed') return { kind: 'waits', reason: missing ?? 'Getting the list was cancelled.' };
    return { kind: 'waits', reason: sentence(phase.error) };
  };
}

function sentence(error: AppError): string {
  const { title, cause } = errorMessage(error);
  return `${title} ${cause}`;
}
