import type { AppId, IdentityDomainId } from './ids';
import type { ColumnMapping } from './import-recipe';
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

/** The app with other settings; its rules get a new revision only if they, or what they compare, really are others. */
export function withSynchronization(app: App, synchronization: Synchronization): App {
  const { rulesRevision } = app.synchronization;
  const isSame = compared(app.synchronization) === compared(synchronization);
  return { ...app, synchronization: { ...synchronization, rulesRevision: rulesRevision + (isSame ? 0 : 1) } };
}

function compared(synchronization: Synchronization): string {
  return JSON.stringify([rulesInForce(synchronization), synchronization.usernameFormat]);
}
