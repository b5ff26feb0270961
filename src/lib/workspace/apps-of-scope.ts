import type { App } from '../model/app';
import type { PlanScope } from '../model/commit';
import type { OpenWorkspace } from './open-workspace';

/** What a plan is about, and all that is written beside it: one app, or those of the domain that are active. */
export function appsOf({ apps }: Pick<OpenWorkspace, 'apps'>, scope: PlanScope): readonly App[] {
  if (scope.kind === 'app') return apps.filter(({ id }) => id === scope.appId);
  return apps.filter(({ domainId, isActive }) => domainId === scope.domainId && isActive);
}

/** Of the app, or of the domain. */
export function nameOfScope({ apps, domains }: Pick<OpenWorkspace, 'apps' | 'domains'>, scope: PlanScope): string {
  if (scope.kind === 'app') return apps.find(({ id }) => id === scope.appId)?.name ?? '';
  return domains.find(({ id }) => id === scope.domainId)?.name ?? '';
}
