/**
 * The targets of a Link header (RFC 8288) by their relation, as absolute addresses. Fields that were sent apart arrive
 * joined by commas; a comma within `<…>` or a quoted text divides nothing. Of two for one relation the first counts.
 */
export function linksOf(header: string, base: string): ReadonlyMap<string, string> {
  const links = new Map<string, string>();
  for (const [, target, parameters] of header.matchAll(LINK)) {
    if (!URL.canParse(target, base)) continue;
    const href = new URL(target, base).href;
    for (const relation of relationsOf(parameters)) if (!links.has(relation)) links.set(relation, href);
  }
  return links;
}

/** `<target>` and what follows it, to the next comma outside quotes. */
const LINK = /<([^<>]*)>((?:[^,"]|"(?:[^"\\]|\\.)*")*)/g;
/** `; name=value`, `; name="value"`. */
const PARAMETER = /;\s*([\w*-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;,"]*))/g;

/** `rel=next`, `rel="next last"`. */
function relationsOf(parameters: string): readonly string[] {
  for (const [, name, quoted, plain] of parameters.matchAll(PARAMETER)) {
    if (name.toLowerCase() === 'rel') return (quoted ?? plain).toLowerCase().split(/\s+/).filter(Boolean);
  }
  return [];
}
