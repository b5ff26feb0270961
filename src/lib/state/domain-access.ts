import { connectionForm } from '../catalog/connection-forms';
import type { IdentityDomainId } from '../model/ids';
import type { Connections } from './connections.svelte';
import { SystemAccessState, type AccessMuster } from './system-access.svelte';

/** How a person lets Muster into the system that a domain is connected to, as far as it is connected. */
export function domainAccess(
  muster: AccessMuster,
  domainId: IdentityDomainId,
  connections: Connections
): SystemAccessState {
  const target = { kind: 'users', domainId } as const;
  const subject = () => {
    const kept = connections.of(target);
    const connection = kept?.connection;
    return {
      connection,
      form: connection && connectionForm(connection.connectorId),
      signIn: connection?.signIn,
      isTokenKept: kept?.isTokenKept ?? false
    };
  };
  return new SystemAccessState(muster, target, subject, { onChange: () => connections.load() });
}
