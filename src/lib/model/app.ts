import type { AppId, IdentityDomainId } from './ids';
import type { MatchingRules } from './matching-rule';
import type { ColumnMapping } from './import-recipe';

/** What happens to an exact match during an import. */
export type ExactMatchAction = 'link-and-confirm' | 'link-only';

/** What "Configure synchronization" holds. */
export interface Synchronization {
  readonly rules: MatchingRules;
  /** Goes up with every change of the rules: tells whether the accounts were matched with these. */
  readonly rulesRevision: number;
  readonly onExactMatch: ExactMatchAction;
}

/** An integrated application of an identity domain. */
export interface App {
  readonly id: AppId;
  readonly domainId: IdentityDomainId;
  readonly name: string;
  /** Entry of the app catalog it was added from. */
  readonly catalogId: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly isActive: boolean;
  readonly isProvisioningEnabled: boolean;
  readonly isSynchronizationEnabled: boolean;
  readonly synchronization: Synchronization;
  /** The mapping of the last import, offered again when the headers are the same. */
  readonly lastMapping: readonly ColumnMapping[] | undefined;
}

export type ImportGate = 'activate' | 'provisioning' | 'synchronization';

/** The first of the three steps that is still missing before accounts can be imported, in the order they are taken. */
export function missingGate(app: App): ImportGate | undefined {
  if (!app.isActive) return 'activate';
  if (!app.isProvisioningEnabled) return 'provisioning';
  if (!app.isSynchronizationEnabled) return 'synchronization';
  return undefined;
}

export type AppSwitch = 'active' | 'provisioning' | 'synchronization';

/** The app with one switch set. Synchronization needs provisioning: turning that off turns both off. */
export function withSwitch(app: App, which: AppSwitch, isOn: boolean): App {
  switch (which) {
    case 'active':
      return { ...app, isActive: isOn };
    case 'provisioning':
      return {
        ...app,
        isProvisioningEnabled: isOn,
        isSynchronizationEnabled: isOn && app.isSynchronizationEnabled
      };
    case 'synchronization':
      return { ...app, isSynchronizationEnabled: isOn && app.isProvisioningEnabled };
  }
}

/** The app with other settings; its rules get a new revision only if they really are others. */
export function withSynchronization(app: App, synchronization: Synchronization): App {
  const { rules, rulesRevision } = app.synchronization;
  const isSame = JSON.stringify(rules) === JSON.stringify(synchronization.rules);
  return { ...app, synchronization: { ...synchronization, rulesRevision: rulesRevision + (isSame ? 0 : 1) } };
}
