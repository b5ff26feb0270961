import { isObject, own, type JsonObject } from '../model/json';
import { excerptOf } from './system-failure';

/** Where the systems say in words what was wrong: SCIM, Okta, GitHub, OAuth, Zendesk; nested: Graph, Google, ServiceNow. */
const PLACES = ['detail', 'errorSummary', 'message', 'error_description', 'description'];

/** What an error's body says, on one line; undefined when it says nothing that is known. */
export function detailOf(body: unknown): string | undefined {
  const object: unknown = Array.isArray(body) ? body[0] : body;
  if (!isObject(object)) return undefined;
  const nested = own(object, 'error');
  return (
    sentence(object) ??
    (isObject(nested) ? sentence(nested) : typeof nested === 'string' ? excerptOf(nested) : undefined)
  );
}

function sentence(object: JsonObject): string | undefined {
  for (const place of PLACES) {
    const text = own(object, place);
    if (typeof text === 'string' && text.trim() !== '') return excerptOf(text);
  }
  return undefined;
}
