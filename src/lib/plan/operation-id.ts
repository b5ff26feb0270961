import { OPERATION_CODE, type OperationKind } from '../model/plan-operation';
import type { AppId } from '../model/ids';

export interface OperationPlace {
  readonly kind: OperationKind;
  readonly appId: AppId | undefined;
  readonly accountRow: number;
  readonly userRow: number;
  /** As groups are compared (plan/group-table.ts), so that it does not depend on who spelled the name first. */
  readonly groupKey: string;
}

/**
 * Names an operation within its domain. Rows stay the same for the life of a list, so it is the same each time the plan
 * is computed, from the app or from the domain.
 */
export function operationId({ kind, appId, accountRow, userRow, groupKey }: OperationPlace): string {
  switch (kind) {
    case 'link':
    case 'unlink':
    case 'update-user':
      return `${kind}:${appId}:${accountRow}`;
    case 'create-group':
    case 'delete-group':
      return `${kind}:${groupKey}`;
    case 'add-member':
    case 'remove-member':
      return `${kind}:${userRow}:${groupKey}`;
    default:
      return `${kind}:${userRow}`;
  }
}

/** What an id names; `row` is that of the account where `appId` is given, else that of the user, -1 for none. */
export interface NamedOperation {
  readonly kind: OperationKind;
  readonly appId: string | undefined;
  readonly row: number;
  readonly groupKey: string;
}

/** Undefined for what is no operation's id. */
export function readOperationId(id: string): NamedOperation | undefined {
  const [kind, rest] = parted(id);
  if (!isKind(kind)) return undefined;
  switch (kind) {
    case 'link':
    case 'unlink':
    case 'update-user': {
      const [appId, row] = parted(rest);
      return named(kind, row, { appId });
    }
    case 'create-group':
    case 'delete-group':
      return { kind, appId: undefined, row: -1, groupKey: rest };
    case 'add-member':
    case 'remove-member': {
      const [row, groupKey] = parted(rest);
      return named(kind, row, { groupKey });
    }
    default:
      return named(kind, rest, {});
  }
}

function named(
  kind: OperationKind,
  row: string,
  { appId, groupKey = '' }: { readonly appId?: string; readonly groupKey?: string }
): NamedOperation | undefined {
  return /^\d+$/u.test(row) ? { kind, appId, row: Number(row), groupKey } : undefined;
}

/** At the first colon: ids of apps have none, names of groups may have. */
function parted(text: string): readonly [string, string] {
  const at = text.indexOf(':');
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function isKind(text: string): text is OperationKind {
  return Object.hasOwn(OPERATION_CODE, text);
}
