import type { CommitTarget } from '../../model/commit-target';
import type { PlanRule } from '../../model/plan-problem';
import { isEmail } from '../../model/email-form';

/** Oracle's list, and the full stop: its own examples have one. */
const ORACLE = /^[A-Za-z0-9.!@#$%^&*()_+=\-{}[\]|\\:"';<>?/]*$/;
const ENTRA_NAME = /^[A-Za-z0-9'.\-_!#^~]+$/;
const ENTRA_DOMAIN = /^[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$/;

/** Which rule the username breaks by its characters or its form, if any. Filled and trimmed. */
export function loginProblem(login: string, target: CommitTarget): PlanRule | undefined {
  switch (target) {
    case 'scim':
      return undefined;
    case 'oracle':
      return isEmail(login) || ORACLE.test(login) ? undefined : 'login-characters';
    case 'okta':
      return isEmail(login) ? undefined : 'login-no-email';
    case 'entra':
      return entraProblem(login);
  }
}

function entraProblem(login: string): PlanRule | undefined {
  const at = login.lastIndexOf('@');
  const [name, domain] = [login.slice(0, at), login.slice(at + 1)];
  if (at < 1 || !domain.includes('.')) return 'login-form';
  return ENTRA_NAME.test(name) && ENTRA_DOMAIN.test(domain) ? undefined : 'login-characters';
}
