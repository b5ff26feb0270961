import type { AppId, IdentityDomainId } from './ids';
import type { ColumnMapping } from './import-recipe';
import type { LinkReview } from './link-review';
import type { RememberedMapping } from './remembered-mapping';
import { rulesInForce, type Synchronization } from './synchronization';

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
  /** The highest revision that its rules ever had: one that was undone is not given again. */
  readonly lastRulesRevision?: number;
  /** When import became available last; times of a schedule before it are not due. Milliseconds since 1970. */
  readonly importsSince?: number;
  /** The mapping of the last import. */
  readonly lastMapping: readonly ColumnMapping[] | undefined;
  /** One for each kind of file that was imported, the newest first; see rememberedOf for apps that have none. */
  readonly rememberedMappings?: readonly RememberedMapping[];
  /** The last sample of its automatic links that somebody looked at. */
  readonly linkReview?: LinkReview;
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

/** The app with one switch set, and when that made import available. */
export function withSwitchAt(app: App, which: AppSwitch, isOn: boolean, now: number): App {
  const after = withSwitch(app, which, isOn);
  const opens = missingGate(app) !== undefined && missingGate(after) === undefined;
  return opens ? { ...after, importsSince: now } : after;
}

/** The app with other settings; its rules get a new revision only if they, or what they compare, really are others. */
export function withSynchronization(app: App, synchronization: Synchronization): App {
  const { rulesRevision } = app.synchronization;
  if (compared(app.synchronization) === compared(synchronization))
    return { ...app, synchronization: { ...synchronization, rulesRevision } };
  const next = Math.max(rulesRevision, app.lastRulesRevision ?? 0) + 1;
  return { ...app, lastRulesRevision: next, synchronization: { ...synchronization, rulesRevision: next } };
}

function compared(synchronization: Synchronization): string {
  return JSON.stringify([rulesInForce(synchronization), synchronization.usernameFormat]);
}
