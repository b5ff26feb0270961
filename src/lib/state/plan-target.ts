import { COMMIT_TARGETS, TARGET_LABEL, type CommitTarget } from '../model/commit-target';
import type { ConnectorId } from '../model/connection';

const TARGET_OF: Partial<Record<ConnectorId, CommitTarget>> = {
  scim: 'scim',
  oracle: 'oracle',
  okta: 'okta',
  graph: 'entra'
};

/** What a connected system takes as a plan; undefined for systems that only give lists. */
export function targetOf(connectorId: ConnectorId | undefined): CommitTarget | undefined {
  return connectorId && TARGET_OF[connectorId];
}

export const TARGET_OPTIONS = COMMIT_TARGETS.map((value) => ({ value, label: TARGET_LABEL[value] }));

export function isCommitTarget(text: string): text is CommitTarget {
  return TARGET_OPTIONS.some(({ value }) => value === text);
}
