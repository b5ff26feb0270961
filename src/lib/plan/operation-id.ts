import type { OperationKind } from '../model/plan-operation';
import type { AppId } from '../model/ids';

export interface OperationPlace {
  readonly kind: OperationKind;
  readonly appId: AppId | undefined;
  readonly accountRow: number;
  readonly userRow: number;
  readonly groupName: string;
}

/**
 * Names an operation within its domain. Rows stay the same for the life of a list, so it is the same each time the plan
 * is computed, from the app or from the domain.
 */
export function operationId({ kind, appId, accountRow, userRow, groupName }: OperationPlace): string {
  switch (kind) {
    case 'link':
    case 'unlink':
    case 'update-user':
      return `${kind}:${appId}:${accountRow}`;
    case 'create-group':
    case 'delete-group':
      return `${kind}:${groupName}`;
    case 'add-member':
    case 'remove-member':
      return `${kind}:${userRow}:${groupName}`;
    default:
      return `${kind}:${userRow}`;
  }
}
