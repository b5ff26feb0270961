/**
 * The only way in which an address out of data becomes a link: an own-site script (`javascript:`), a page made of the
 * address itself (`data:`) or a frame of this app's origin (`blob:`) never do. Undefined: it is shown as text.
 */
export function safeLink(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (!SAFE_SCHEMES.has(url.protocol) || url.username !== '' || url.password !== '') return undefined;
  return url.href;
}

const SAFE_SCHEMES: ReadonlySet<string> = new Set(['https:', 'mailto:', 'tel:']);
