/** Blanks of every kind and the slash: to read by, as RFC 3966 has `-` for it. */
const READABLE = /[\s/]+/g;
const GLOBAL = /^\+(?=[().-]*[0-9])[0-9().-]+(?:;[a-z0-9-]+(?:=[^;]+)?)*$/i;
const LOCAL = /^(?=[().*#-]*[0-9])[0-9().*#-]+(?:;[a-z0-9-]+(?:=[^;]+)?)*$/i;

export type PhoneForm = 'global' | 'local' | 'none';

/**
 * The number as RFC 3966 spells it: `+49 30 / 123` becomes `+49-30-123`. Separators say nothing there, so that it stays
 * the same number; whatever else stands in the text stays as it is.
 */
export function rfc3966(text: string): string {
  const plain = text.trim();
  const number = plain.toLowerCase().startsWith('tel:') ? plain.slice(4) : plain;
  return number.replace(READABLE, '-').replace(/-{2,}/g, '-');
}

/** Without a country code a number is local: valid where it is dialled, nowhere else. */
export function phoneForm(text: string): PhoneForm {
  const number = rfc3966(text);
  if (GLOBAL.test(number)) return 'global';
  return LOCAL.test(number) ? 'local' : 'none';
}
