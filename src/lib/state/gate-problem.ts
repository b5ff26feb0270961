import type { ImportGate } from '../model/app';

const WORDS: Record<ImportGate, { readonly problem: string; readonly next: string }> = {
  activate: {
    problem: 'The app is not activated.',
    next: 'Activate it, then enable provisioning and synchronization.'
  },
  provisioning: { problem: 'Provisioning is not enabled.', next: 'Enable provisioning, then synchronization.' },
  synchronization: {
    problem: 'Synchronization is not enabled.',
    next: 'Enable synchronization: then accounts can be imported.'
  }
};

/** Why an app does not offer Import. The steps are taken in this order; the first one missing is told. */
export function gateProblem(gate: ImportGate): string {
  return `Import is not available. ${WORDS[gate].problem}`;
}

/** What has to be done about it. */
export function gateRemedy(gate: ImportGate): string {
  return WORDS[gate].next;
}
