import type { FileFormat } from '../model/import-recipe';

const JSON_OPENING = /^\s*(?:\[\s*(?:\{|\])|\{\s*(?:"|\}))/;
/** `dn:` behind blank lines, comments, a version and the lines by which ldapsearch tells its result. */
const LDIF_OPENING =
  /^(?:[ \t\r]*\n|#.*\n|version: *\d+\r?\n|(?:search|result|control|pagedresults):.*\n)*dn::? *[^\s:]/i;
const LOOKED_AT_CHARS = 1 << 14;

/** Told by how the text begins, not by the file's name. */
export function fileFormat(head: string): FileFormat {
  if (JSON_OPENING.test(head)) return 'scim-json';
  return LDIF_OPENING.test(head.slice(0, LOOKED_AT_CHARS)) ? 'ldif' : 'delimited';
}
