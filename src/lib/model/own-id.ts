import type { CommitTarget } from './commit-target';

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const FORMS: Partial<Record<CommitTarget, RegExp>> = {
  okta: /^00u[0-9A-Za-z]{17}$/,
  entra: GUID,
  oracle: /^(?:[0-9a-f]{32}|ocid1\..+)$/i
};

/**
 * Whether a text has the form of the ids that this kind of system gives its users: an external ID may as well be the id
 * of another system. False for SCIM servers, whose ids have no form of their own.
 */
export function isOwnId(target: CommitTarget, text: string): boolean {
  return FORMS[target]?.test(text) ?? false;
}
