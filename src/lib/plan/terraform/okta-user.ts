import { isActiveStatus } from '../../model/active-status';
import type { Attribute } from '../../model/attribute';
import type { AttributeChange, PlannedUser } from '../../model/plan-operation';
import type { UserValues } from '../../model/scim-request';
import { sentText } from '../../model/sent-text';
import type { MergedUpdate } from '../merged-updates';
import { hclBlock, hclList, hclString, type Argument } from './hcl-text';
import { plannedStatus, plannedValues, type StatusKind } from './planned-values';
import { userResource } from './resource-names';

const ARGUMENTS: readonly (readonly [Attribute, string])[] = [
  ['userName', 'login'],
  ['email', 'email'],
  ['givenName', 'first_name'],
  ['familyName', 'last_name'],
  ['displayName', 'display_name'],
  ['otherEmail', 'second_email'],
  ['employeeNumber', 'employee_number'],
  ['department', 'department'],
  ['title', 'title'],
  ['manager', 'manager'],
  ['phone', 'primary_phone'],
  ['userType', 'user_type']
];

const REQUIRED: readonly Attribute[] = ['userName', 'email', 'givenName', 'familyName'];

/** What else the provider would take for emptied when it is not said. */
const LEFT_ALONE = (
  'city cost_center country_code custom_profile_attributes division honorific_prefix honorific_suffix locale ' +
  'manager_id middle_name mobile_phone nick_name organization postal_address preferred_language profile_url state ' +
  'street_address timezone zip_code'
).split(' ');

const STATUS: Record<StatusKind, string> = {
  'activate-user': 'ACTIVE',
  'suspend-user': 'SUSPENDED',
  'deactivate-user': 'DEPROVISIONED'
};

/** The provider refuses the whole file where one user lacks one of these. */
export function isWholeOktaUser(values: UserValues): boolean {
  return REQUIRED.every((attribute) => values[attribute]);
}

/** Whether there are words for what an update brings. */
export function isSaidByOkta({ attribute }: AttributeChange): boolean {
  return ARGUMENTS.some(([one]) => one === attribute);
}

export function newOktaUser(user: PlannedUser): string {
  const status: readonly Argument[] = isActiveStatus(user.values.active ?? '') ? [] : [['status', hclString('STAGED')]];
  return hclBlock(`resource "okta_user" "${userResource(user)}"`, [...saidArguments(user.values), ...status]);
}

/**
 * One who exists: taken into Terraform's state by id. Said is what the provider requires and what changes; whatever the
 * plan does not change stays as it is there.
 */
export function importedOktaUser(update: MergedUpdate): string {
  const { user, changes } = update;
  const name = userResource(user);
  const status = plannedStatus(update);
  const changed = new Set(changes.map(({ attribute }) => attribute));
  const said = saidArguments(
    plannedValues(update),
    (attribute) => REQUIRED.includes(attribute) || changed.has(attribute)
  );
  const unchanged = ARGUMENTS.flatMap(([attribute, argument]) => (changed.has(attribute) ? [] : [argument]));
  const ignored = [...unchanged, ...LEFT_ALONE, ...(status ? [] : ['status'])];
  const args: readonly Argument[] = status ? [...said, ['status', hclString(STATUS[status])]] : said;
  return (
    hclBlock('import', [
      ['to', `okta_user.${name}`],
      ['id', hclString(user.targetId)]
    ]) +
    '\n' +
    hclBlock(`resource "okta_user" "${name}"`, args, [hclBlock('lifecycle', [['ignore_changes', hclList(ignored)]])])
  );
}

/** An attribute that is emptied is said as an empty text; one that Muster never had is not said. */
function saidArguments(
  values: UserValues,
  isSaid: (attribute: Attribute) => boolean = () => true
): readonly Argument[] {
  return ARGUMENTS.flatMap(([attribute, argument]) => {
    const value = values[attribute];
    if (value === undefined || !isSaid(attribute)) return [];
    return [[argument, hclString(sentText(attribute, value, 'okta'))] as const];
  });
}
