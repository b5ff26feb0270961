/** What stands before and behind the @ of an address, or a name without one. Case is as it was. */
export interface SplitAddress {
  readonly handle: string;
  readonly domain: string;
}

const SCHEME = /^(?:smtp|sip|mailto|x500|eum|spo):/i;
/** A guest of another tenant: anna_alder.example#EXT#@home.example. */
const GUEST = /^(.+)_([^_]+)#ext#$/i;

/**
 * Takes a username or address apart: `ALDER\anna`, `anna@alder.example`, `SMTP:anna+desk@alder.example`. What stands behind
 * a plus is for the reader's own sorting, and is left out.
 */
export function splitAddress(text: string): SplitAddress {
  const plain = text.trim().replace(SCHEME, '');
  const at = plain.lastIndexOf('@');
  const local = at < 0 ? plain : plain.slice(0, at);
  const guest = GUEST.exec(local);
  if (guest) return { handle: guest[1], domain: guest[2] };
  const name = local.slice(local.lastIndexOf('\\') + 1);
  const plus = at < 0 ? -1 : name.indexOf('+');
  return { handle: plus > 0 ? name.slice(0, plus) : name, domain: at < 0 ? '' : plain.slice(at + 1) };
}
