import type { ConnectorId } from '../model/connection';
import type { ConnectionForm } from './connection-form';

/** Every file of `connections/`. To add a system, add a file there. */
const files = import.meta.glob<Readonly<Record<string, ConnectionForm>>>('./connections/*.ts', { eager: true });

/** SCIM first: many systems speak it. The others by name. */
export const CONNECTION_FORMS: readonly ConnectionForm[] = Object.values(files)
  .flatMap((file) => Object.values(file))
  .toSorted(
    (one, other) =>
      Number(other.connectorId === 'scim') - Number(one.connectorId === 'scim') ||
      one.systemName.localeCompare(other.systemName, 'en')
  );

export function connectionForm(id: ConnectorId): ConnectionForm | undefined {
  return CONNECTION_FORMS.find(({ connectorId }) => connectorId === id);
}
