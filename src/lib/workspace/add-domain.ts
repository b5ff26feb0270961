import type { AppError } from '../model/app-error';
import { newId, type IdentityDomainId } from '../model/ids';
import { err, type Result } from '../model/result';
import type { IdentityDomain } from '../model/workspace';
import type { OpenWorkspace } from './open-workspace';
import { isSameName } from './same-name';

export async function addDomain(workspace: OpenWorkspace, name: string): Promise<Result<IdentityDomain, AppError>> {
  const trimmed = name.trim();
  if (trimmed === '') return err({ kind: 'name-empty' });
  if (workspace.domains.some((domain) => isSameName(domain.name, trimmed)))
    return err({ kind: 'name-taken', name: trimmed });
  return workspace.saveDomain({ id: newId<IdentityDomainId>(), name: trimmed, createdAt: Date.now() });
}
