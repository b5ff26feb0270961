import { catalogEntry } from '../catalog/catalog';
import type { App } from '../model/app';
import { newId, type AppId, type IdentityDomainId } from '../model/ids';
import { defaultSynchronization, type Synchronization } from '../model/synchronization';

/** An app as it is added from the catalog: not activated yet, its settings those that the catalog has for it. */
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
    synchronization: startingSynchronization(catalogId),
    lastMapping: undefined
  };
}

function startingSynchronization(catalogId: string): Synchronization {
  const start = defaultSynchronization();
  const entry = catalogEntry(catalogId);
  if (!entry) return start;
  return {
    ...start,
    rules: entry.rules ?? start.rules,
    usernameFormat: entry.usernameFormat ?? start.usernameFormat,
    mappings: entry.mappings ?? start.mappings,
    deprovisioning: entry.deprovisioning ?? start.deprovisioning
  };
}
