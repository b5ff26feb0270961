import type { Commit } from '../model/commit';

/** Operations of it may still be carried out. */
export function isUnderWay({ status }: Commit): boolean {
  return status === 'running' || status === 'paused';
}
