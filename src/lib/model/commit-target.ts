/** Kinds of systems that a plan can be handed over to: each has its checks, its files and its requests. */
export const COMMIT_TARGETS = ['scim', 'oracle', 'okta', 'entra'] as const;
export type CommitTarget = (typeof COMMIT_TARGETS)[number];

export const TARGET_LABEL: Record<CommitTarget, string> = {
  scim: 'SCIM 2.0 server',
  oracle: 'Oracle identity domain',
  okta: 'Okta',
  entra: 'Microsoft Entra ID'
};
