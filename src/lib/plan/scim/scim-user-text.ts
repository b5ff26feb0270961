import { isActiveStatus } from '../../model/active-status';
import {
  ENTERPRISE_SCHEMA,
  managerId,
  USER_SCHEMA,
  type ScimSpelling,
  type UserValues
} from '../../model/scim-request';
import { sentOtherEmails, sentText } from '../../model/sent-text';

const CORE = `{"schemas":["${USER_SCHEMA}"]`;
const EXTENDED = `{"schemas":["${USER_SCHEMA}","${ENTERPRISE_SCHEMA}"]`;
/** Anything else than what JSON takes as it is: control characters, quotes, backslashes, surrogates. */
const TO_BE_ESCAPED = /[^ !#-[\]-\ud7ff\ue000-\uffff]/;

/**
 * `JSON.stringify(scimUser(values, spelling))`, character by character. Measured: 0.7 µs instead of 5 µs, which decides how
 * fast a million users are written.
 */
export function scimUserText(values: UserValues, spelling: ScimSpelling = {}): string {
  const { employeeNumber, department } = values;
  const manager = managerId(values.manager, spelling);
  const phone = values.phone ? sentText('phone', values.phone, spelling.target ?? 'scim') : '';
  const isExtended = Boolean(employeeNumber || department || manager);
  let text = isExtended ? EXTENDED : CORE;
  text += part('externalId', values.externalId) + part('userName', values.userName) + nameText(values);
  text += part('displayName', values.displayName) + part('title', values.title) + part('userType', values.userType);
  text += isActiveStatus(values.active ?? '') ? ',"active":true' : ',"active":false';
  text += emailsText(values);
  if (phone) text += `,"phoneNumbers":[{"value":${quoted(phone)},"type":"work"}]`;
  return isExtended ? `${text}${extensionText(values, manager)}}` : `${text}}`;
}

function part(name: string, value: string | undefined): string {
  return value ? `,"${name}":${quoted(value)}` : '';
}

/** As JSON writes it. Text without anything to escape, which is nearly all, is not looked at twice. */
export function quoted(text: string): string {
  return TO_BE_ESCAPED.test(text) ? JSON.stringify(text) : `"${text}"`;
}

function nameText({ givenName, familyName }: UserValues): string {
  if (!givenName && !familyName) return '';
  const given = givenName ? `"givenName":${quoted(givenName)}` : '';
  const family = familyName ? `"familyName":${quoted(familyName)}` : '';
  return `,"name":{${given}${given && family ? ',' : ''}${family}}`;
}

function emailsText({ email, otherEmail }: UserValues): string {
  if (!email && !otherEmail) return '';
  const work = email ? `{"value":${quoted(email)},"type":"work","primary":true}` : '';
  const other = otherEmail
    ? sentOtherEmails(otherEmail)
        .map((value) => `{"value":${quoted(value)},"type":"other"}`)
        .join(',')
    : '';
  return `,"emails":[${work}${work && other ? ',' : ''}${other}]`;
}

function extensionText({ employeeNumber, department }: UserValues, manager: string): string {
  let text = `,"${ENTERPRISE_SCHEMA}":{`;
  let comma = '';
  if (employeeNumber) {
    text += `"employeeNumber":${quoted(employeeNumber)}`;
    comma = ',';
  }
  if (department) {
    text += `${comma}"department":${quoted(department)}`;
    comma = ',';
  }
  return manager ? `${text}${comma}"manager":{"value":${quoted(manager)}}}` : `${text}}`;
}
