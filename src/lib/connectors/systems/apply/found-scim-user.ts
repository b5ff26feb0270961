import type { Attribute } from '../../../model/attribute';
import { isObject, own, ownList, ownText, type JsonObject } from '../../../model/json';
import { ENTERPRISE_SCHEMA } from '../../../model/scim-request';
import type { FoundUser } from '../../apply/target-system';

/** What stands where `model/scim-request.ts` puts it. */
export function foundScimUser(resource: JsonObject): FoundUser {
  const name = objectAt(resource, 'name');
  const extension = objectAt(resource, ENTERPRISE_SCHEMA);
  const manager = own(extension, 'manager');
  const isActive = own(resource, 'active') !== false;
  const values: Partial<Record<Attribute, string>> = {
    externalId: ownText(resource, 'externalId'),
    userName: ownText(resource, 'userName'),
    displayName: ownText(resource, 'displayName'),
    givenName: ownText(name, 'givenName'),
    familyName: ownText(name, 'familyName'),
    title: ownText(resource, 'title'),
    userType: ownText(resource, 'userType'),
    employeeNumber: ownText(extension, 'employeeNumber'),
    department: ownText(extension, 'department'),
    manager: isObject(manager) ? ownText(manager, 'value') : ownText(extension, 'manager'),
    email: primaryOf(resource, 'emails', 'work'),
    otherEmail: typedOf(resource, 'emails', 'other'),
    phone: typedOf(resource, 'phoneNumbers', 'work'),
    active: String(isActive)
  };
  return {
    id: ownText(resource, 'id'),
    externalId: ownText(resource, 'externalId'),
    state: isActive ? 'active' : 'inactive',
    values
  };
}

function objectAt(resource: JsonObject, name: string): JsonObject {
  const part = own(resource, name);
  return isObject(part) ? part : {};
}

function partsOf(resource: JsonObject, list: string): readonly JsonObject[] {
  return (ownList(resource, list) ?? []).filter(isObject);
}

function primaryOf(resource: JsonObject, list: string, type: string): string {
  const primary = partsOf(resource, list).find((part) => own(part, 'primary') === true);
  return typedOf(resource, list, type) || (primary ? ownText(primary, 'value') : '');
}

function typedOf(resource: JsonObject, list: string, type: string): string {
  const part = partsOf(resource, list).find((one) => ownText(one, 'type') === type);
  return part ? ownText(part, 'value') : '';
}
