/** One step of a distinguished name: `cn=Asha Rao`. Of several values (`cn=a+sn=b`) the first counts. */
export interface NameStep {
  readonly type: string;
  readonly value: string;
}

const STEP = /^\s*(?:oid\.)?([a-z][\w-]*|\d+(?:\.\d+)+)\s*=/i;
const utf8 = new TextDecoder('utf-8');

/** The steps of a distinguished name (RFC 4514), escapes resolved; undefined for any other text. */
export function nameSteps(text: string): readonly NameStep[] | undefined {
  const steps: NameStep[] = [];
  for (const part of splitUnescaped(text, ',')) {
    const type = STEP.exec(part)?.[1];
    if (type === undefined) return undefined;
    const [first] = splitUnescaped(part.slice(part.indexOf('=') + 1), '+');
    steps.push({ type: type.toLowerCase(), value: unescaped(first.trim()) });
  }
  return steps;
}

/** Equal for names that differ only in case, escapes and spaces around their signs. */
export function nameKey(text: string): string {
  const steps = nameSteps(text);
  if (!steps) return text.trim().toLowerCase();
  return steps.map(({ type, value }) => `${type}=${value.toLowerCase().replaceAll(',', '\\,')}`).join(',');
}

/** `Finance` of `CN=Finance,OU=Groups,DC=alder,DC=example`; a text that is no such name stands for itself. */
export function commonName(text: string): string {
  const steps = nameSteps(text);
  return steps && steps.length > 1 ? steps[0].value : text;
}

/** At least two steps: `A=B` alone may be the name of a group. */
export function isDistinguishedName(text: string): boolean {
  return (nameSteps(text)?.length ?? 0) > 1;
}

export function splitUnescaped(text: string, sign: string): readonly string[] {
  if (!text.includes('\\')) return text.split(sign);
  const parts: string[] = [];
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === sign) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}

/** `\,` and `\2C` are both a comma; pairs of digits are bytes of UTF-8. */
function unescaped(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(/(?:\\[0-9a-f]{2})+|\\(.)/gi, (found, sign: string | undefined) =>
    sign === undefined ? utf8.decode(Uint8Array.from(found.slice(1).split('\\'), (pair) => parseInt(pair, 16))) : sign
  );
}
