import { CATALOG } from '../catalog/catalog';
import { headerKey } from './header-key';

export const YES: readonly string[] = ['yes', 'true', '1', 'y', 't', 'ja', 'oui', 'si', 'sí'];

/** Words that mean "not active", by header: of columns that ask for the opposite, wherever they come from. */
const WORDS = new Map<string, readonly string[]>(
  ['Blocked', 'Disabled', 'Is Disabled', 'Account Disabled', 'Suspended', 'Is Suspended', 'Locked', 'Locked Out']
    .concat(['Gesperrt', 'Deaktiviert', 'Bloqué', 'Bloqueado'])
    .map(headerKey)
    .map((key) => [key, YES])
);
/** By the header that goes to Active: those that overrule it, as the exports of the catalog say. */
const OVERRULING = new Map<string, Set<string>>();

for (const { inactive, headers } of CATALOG.flatMap(({ exports }) => exports)) {
  const active = Object.keys(headers).filter((header) => headers[header] === 'active');
  for (const [header, words] of Object.entries(inactive ?? {})) {
    WORDS.set(
      headerKey(header),
      words.map((word) => word.toLowerCase())
    );
    for (const other of active.filter((one) => one !== header)) {
      const known = OVERRULING.get(headerKey(other)) ?? new Set();
      OVERRULING.set(headerKey(other), known.add(headerKey(header)));
    }
  }
}

export function inactiveWords(header: string): readonly string[] | undefined {
  return WORDS.get(headerKey(header));
}

/** The one of the headers that has the last word where `header` goes to Active: ServiceNow's `locked_out` over `active`. */
export function overrulingHeader(header: string, headers: readonly string[]): string | undefined {
  const keys = OVERRULING.get(headerKey(header));
  return keys && headers.find((other) => keys.has(headerKey(other)));
}
