import type { AppError } from '../model/app-error';
import { LEARNS_ALL, type DomainLearning } from '../model/domain-learning';
import type { IdentityDomainId } from '../model/ids';
import { err, ok, type Result } from '../model/result';
import type { OpenWorkspace } from './open-workspace';
import type { Scorings } from './scorings';

/** Whether, and from when on, the ranking in a domain learns from what people decide. Stored with the domain. */
export class Learning {
  readonly #workspace: OpenWorkspace;
  readonly #scorings: Scorings;

  constructor(workspace: OpenWorkspace, scorings: Scorings) {
    this.#workspace = workspace;
    this.#scorings = scorings;
  }

  set(domainId: IdentityDomainId, isOn: boolean): Promise<Result<undefined, AppError>> {
    return this.#change(domainId, (before) => ({ ...before, isOn }));
  }

  /** Steps that come later have higher numbers. */
  forget(domainId: IdentityDomainId): Promise<Result<undefined, AppError>> {
    return this.#change(domainId, (before) => ({ ...before, forgottenUpTo: this.#workspace.history.nextId - 1 }));
  }

  async #change(
    domainId: IdentityDomainId,
    change: (before: DomainLearning) => DomainLearning
  ): Promise<Result<undefined, AppError>> {
    const workspace = this.#workspace;
    const changed = await workspace.change(async () => {
      const domain = workspace.domains.find(({ id }) => id === domainId);
      if (!domain) return err({ kind: 'not-found', what: 'The domain' });
      const next = { ...domain, learning: change(domain.learning ?? LEARNS_ALL) };
      await workspace.commit(() => workspace.db.domains.put(next));
      workspace.noteDomain(next);
      return ok(undefined);
    });
    if (changed.ok) await this.#scorings.renew(workspace.apps.filter((app) => app.domainId === domainId));
    return changed;
  }
}
