/** What becomes of a function of Okta's: a function of ours, or texts put together by plus. */
export type OktaFunction =
  | { readonly kind: 'call'; readonly name: string; readonly fewest: number; readonly most: number }
  | { readonly kind: 'append' }
  | { readonly kind: 'join' };

const call = (name: string, fewest: number, most = fewest): OktaFunction => ({ kind: 'call', name, fewest, most });

/** With the prefix `String.` or `fn:`, or without one. `join` of ours skips empty parts, theirs does not: hence plus. */
export const OKTA_FUNCTIONS: ReadonlyMap<string, OktaFunction> = new Map<string, OktaFunction>([
  ['append', { kind: 'append' }],
  ['join', { kind: 'join' }],
  ['len', call('len', 1)],
  ['removeSpaces', call('removeSpaces', 1)],
  ['replace', call('replace', 3)],
  ['startsWith', call('startsWith', 2)],
  ['stringContains', call('contains', 2)],
  ['substring', call('sub', 2, 3)],
  ['substringBefore', call('before', 2)],
  ['substringAfter', call('after', 2)],
  ['toUpperCase', call('upper', 1)],
  ['toLowerCase', call('lower', 1)]
]);

/** Names that only Okta's form has: a call of one tells it from ours. */
export const ONLY_OKTA_CALLS: ReadonlySet<string> = new Set([
  ...['append', 'stringContains', 'substring', 'substringBefore', 'substringAfter', 'toUpperCase', 'toLowerCase'],
  ...['stringSwitch', 'replaceFirst', 'getManagerUser', 'getManagerAppUser', 'getAssistantUser', 'findDirectoryUser'],
  ...[
    'findWorkdayUser',
    'getFilteredGroups',
    'isMemberOfGroup',
    'isMemberOfGroupName',
    'isMemberOfAnyGroup',
    'hasDirectoryUser'
  ]
]);

export const OKTA_FAMILIES: ReadonlySet<string> = new Set([
  ...['String', 'Arrays', 'Convert', 'Iso3166Convert', 'Time', 'Groups', 'DateTime', 'Expressions']
]);

/** Why a function of Okta's is not taken. */
export function unsupportedOkta(family: string | undefined, name: string): string {
  if (name === 'stringSwitch')
    return 'stringSwitch looks for a part of the text, which has no counterpart here. switch(text, otherwise, key, value) compares the whole text.';
  if (name === 'replaceFirst') return 'Only every occurrence can be replaced here: replace(text, "a", "b").';
  if (family === 'Arrays') return 'Lists of values are not supported: an attribute of an account is one text.';
  if (family === 'Time' || family === 'DateTime')
    return 'Times are not supported: they would give another value each day.';
  if (family === 'Convert' || family === 'Iso3166Convert')
    return `${family} is not supported. switch(text, otherwise, key, value) can translate single values.`;
  if (/^(get|find|has|is)[A-Z]/.test(name) || family === 'Groups')
    return `${name} asks the directory of Okta, which is not at hand here. Only the account itself can be read.`;
  return `There is no counterpart of ${family === undefined ? '' : `${family}.`}${name} here.`;
}
