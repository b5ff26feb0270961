/** The `_headers` format that static hosts read: a path (with `*` for anything) and below it, indented, its headers. */
export interface HeaderRule {
  readonly path: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
}

export function parseHeaderRules(text: string): readonly HeaderRule[] {
  const rules: { path: string; headers: [string, string][] }[] = [];
  for (const line of text.split('\n')) {
    if (!line.trim() || line.startsWith('#')) continue;
    if (!/^\s/.test(line)) {
      rules.push({ path: line.trim(), headers: [] });
      continue;
    }
    const colon = line.indexOf(':');
    rules.at(-1)?.headers.push([line.slice(0, colon).trim(), line.slice(colon + 1).trim()]);
  }
  return rules;
}

/** Throws where two rules that fit the same path set the same header: hosts join them, or take either. */
export function writeHeaderRules(rules: readonly HeaderRule[]): string {
  for (const [at, rule] of rules.entries()) {
    const other = rules.slice(at + 1).find((later) => overlap(rule, later));
    if (other) throw new Error(`The rules for ${rule.path} and ${other.path} set the same header.`);
  }
  const blocks = rules.map((rule) =>
    [rule.path, ...rule.headers.map(([name, value]) => `  ${name}: ${value}`)].join('\n')
  );
  return `${blocks.join('\n\n')}\n`;
}

function overlap(one: HeaderRule, other: HeaderRule): boolean {
  const meet = fits(one.path, stem(other.path)) || fits(other.path, stem(one.path));
  const names = new Set(one.headers.map(([name]) => name.toLowerCase()));
  return meet && other.headers.some(([name]) => names.has(name.toLowerCase()));
}

function stem(pattern: string): string {
  return pattern.replace(/\*$/, '');
}

/** Every rule that fits adds its headers; those of the same name are joined, as hosts do. */
export function headersFor(rules: readonly HeaderRule[], address: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const rule of rules) {
    if (!fits(rule.path, address)) continue;
    for (const [name, value] of rule.headers) {
      const before = found.get(name);
      found.set(name, before === undefined ? value : `${before}, ${value}`);
    }
  }
  return found;
}

function fits(pattern: string, address: string): boolean {
  return pattern.endsWith('*') ? address.startsWith(pattern.slice(0, -1)) : address === pattern;
}
