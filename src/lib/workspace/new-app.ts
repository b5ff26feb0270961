import type { App } from '../model/app';
import { newId, type AppId, type IdentityDomainId } from '../model/ids';
import { defaultSynchronization } from '../model/synchronization';

/** An app as it is added from the catalog: not activated yet. */
export function newApp(domainId: IdentityDomainId, catalogId: string, name: string): App {
  return {
    id: newId<AppId>(),
    domainId,
    name,
    catalogId,
    createdAt: Date.now(),
    isActive: false,
    isProvisioningEnabled: false,
    isSynchronizationEnabled: false,
    synchronization: defaultSynchronization(),
    lastMapping: undefined
  };
}
