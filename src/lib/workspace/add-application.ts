import type { App } from '../model/app';
import type { AppError } from '../model/app-error';
import type { IdentityDomainId } from '../model/ids';
import { err, type Result } from '../model/result';
import { newApp } from './new-app';
import type { OpenWorkspace } from './open-workspace';
import { isSameName } from './same-name';

export interface NewApplication {
  readonly domainId: IdentityDomainId;
  readonly catalogId: string;
  readonly name: string;
}

export async function addApplication(
  workspace: OpenWorkspace,
  { domainId, catalogId, name }: NewApplication
): Promise<Result<App, AppError>> {
  const trimmed = name.trim();
  if (trimmed === '') return err({ kind: 'name-empty' });
  if (!workspace.domains.some(({ id }) => id === domainId))
    return err({ kind: 'not-found', what: 'The identity domain' });
  const isTaken = workspace.apps.some((app) => app.domainId === domainId && isSameName(app.name, trimmed));
  return isTaken ? err({ kind: 'name-taken', name: trimmed }) : workspace.addApp(newApp(domainId, catalogId, trimmed));
}
