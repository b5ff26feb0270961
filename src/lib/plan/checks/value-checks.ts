import type { Attribute } from '../../model/attribute';
import type { PlanOperation } from '../../model/plan-operation';
import type { CheckContext } from './check-context';
import { emailsOf, isEmail } from '../../model/email-form';
import { loginProblem } from './login-form';
import { phoneForm } from '../../model/phone-number';
import type { SentValues } from './sent-values';
import type { LengthLimit } from './target-limits';

const COUNTRY = /^[A-Z]{2}$/i;

/** Each value by itself: there, long enough, of the right form. */
export function checkValues(context: CheckContext, operation: PlanOperation, values: SentValues): void {
  checkRequired(context, operation, values);
  for (const limit of context.limits.lengths) checkLength(context, operation, values[limit.attribute], limit);
  checkLogin(context, operation, values.userName);
  checkEmail(context, operation, values.email);
  checkOtherEmail(context, operation, values.otherEmail);
  if (context.limits.checksPhones) checkPhone(context, operation, values.phone);
  checkUserType(context, operation, values.userType);
  for (const attribute of context.limits.countries ?? [])
    checkCountry(context, operation, attribute, values[attribute]);
}

function checkUserType({ limits, problems }: CheckContext, operation: PlanOperation, value: string | undefined): void {
  const found = value?.trim() ?? '';
  if (found === '' || !limits.userTypes) return;
  const isKnown = limits.userTypes.some((type) => type.toLowerCase() === found.toLowerCase());
  if (!isKnown) {
    problems.add('user-type-unknown', operation, { attribute: 'userType', found, other: limits.userTypes.join(', ') });
  }
}

function checkCountry(
  { problems }: CheckContext,
  operation: PlanOperation,
  attribute: Attribute,
  value: string | undefined
): void {
  const found = value?.trim() ?? '';
  if (found !== '' && !COUNTRY.test(found)) problems.add('country-form', operation, { attribute, found });
}

function checkRequired({ limits, problems }: CheckContext, operation: PlanOperation, values: SentValues): void {
  for (const attribute of limits.required) {
    const value = values[attribute];
    const isMissing = value === undefined ? operation.kind === 'create-user' : value.trim() === '';
    if (isMissing) problems.add('value-missing', operation, { attribute });
  }
}

function checkLength(
  { problems }: CheckContext,
  operation: PlanOperation,
  value: string | undefined,
  { attribute, least, most }: LengthLimit
): void {
  if (value === undefined || value.trim() === '') return;
  if (value.length > most) problems.add('value-too-long', operation, { attribute, found: value, limit: most });
  else if (isShorter(value, least)) {
    problems.add('value-too-short', operation, { attribute, found: value, limit: least });
  }
}

/** In code points. */
export function isShorter(text: string, least: number): boolean {
  return text.length < least * 2 && [...text].length < least;
}

function checkLogin({ target, problems }: CheckContext, operation: PlanOperation, value: string | undefined): void {
  const login = value?.trim() ?? '';
  const rule = login === '' ? undefined : loginProblem(login, target);
  if (rule) problems.add(rule, operation, { attribute: 'userName', found: login });
}

function checkEmail({ problems }: CheckContext, operation: PlanOperation, value: string | undefined): void {
  const found = value?.trim() ?? '';
  if (found === '' || isEmail(found)) return;
  const rule = emailsOf(found).length > 1 ? 'several-emails' : 'email-malformed';
  problems.add(rule, operation, { attribute: 'email', found });
}

function checkOtherEmail(
  { limits, problems }: CheckContext,
  operation: PlanOperation,
  value: string | undefined
): void {
  const found = value?.trim() ?? '';
  if (found === '' || isEmail(found)) return;
  const addresses = emailsOf(found);
  const details = { attribute: 'otherEmail', found } as const;
  if (addresses.length === 0 || !addresses.every(isEmail)) problems.add('email-malformed', operation, details);
  else if (limits.hasOneOtherEmail && addresses.length > 1) problems.add('other-emails', operation, details);
}

function checkPhone({ problems }: CheckContext, operation: PlanOperation, value: string | undefined): void {
  if (value === undefined || value.trim() === '') return;
  const form = phoneForm(value);
  if (form === 'global') return;
  problems.add(form === 'local' ? 'phone-local' : 'phone-malformed', operation, { attribute: 'phone', found: value });
}
