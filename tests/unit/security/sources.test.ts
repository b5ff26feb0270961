import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** What the sources may not hold. Lint says most of it too; here stands what it has no rule for. */
interface Source {
  readonly path: string;
  readonly text: string;
}

const sources: readonly Source[] = ['src', 'workers', 'static'].flatMap((root) =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|svelte|js|html)$/.test(name))
    .map((name) => ({ path: `${root}/${name.replaceAll('\\', '/')}`, text: readFileSync(`${root}/${name}`, 'utf8') }))
);

function hits(pattern: RegExp, where: (path: string) => boolean = () => true): string[] {
  return sources
    .filter(({ path }) => where(path))
    .flatMap(({ path, text }) => [...text.matchAll(pattern)].map(([hit]) => `${path}: ${hit}`));
}

describe('The sources', () => {
  it('are all looked at', () => expect(sources.length).toBeGreaterThan(500));

  it('make no markup and no script of text', () => {
    const made =
      /\{@html\b|\b(innerHTML|outerHTML|insertAdjacentHTML|srcdoc|createContextualFragment|DOMParser)\b|document\.write|\beval\(|new Function\(/g;
    expect(hits(made)).toEqual([]);
    expect(hits(/set(Timeout|Interval)\(\s*['"`]/g)).toEqual([]);
  });

  it('reach a network in one place, behind its gate, and for files of this origin in the service worker', () => {
    const ways =
      /(?<![.#\w])fetch\(|\bnew (XMLHttpRequest|WebSocket|EventSource|RTCPeerConnection|WebTransport)\b|\bsendBeacon\b/g;
    expect([...new Set(hits(ways))].toSorted()).toEqual([
      'src/lib/connectors/ask.ts: fetch(',
      'src/service-worker.ts: fetch(',
      // Whether its own host has a newer page.
      'static/recover.js: fetch('
    ]);
    expect(hits(/fetch\([^)]*/g, (path) => path.startsWith('static/'))).toEqual([
      'static/recover.js: fetch(`./index.html?newest=${Date.now('
    ]);
  });

  it('link only to what the routes hand down, which comes from state/links.ts or model/safe-link.ts', () => {
    const inComponents = sources.filter(({ path }) => path.startsWith('src/lib/ui/'));
    const doubtful = inComponents.flatMap(({ path, text }) =>
      [...text.matchAll(/<a\b[^>]*?\s(href=("[^"]*"|\{[^}]*\})|\{href\})/g)]
        .map(([, attribute]) => attribute)
        .filter((attribute) => !OF_A_PROP.test(attribute))
        .map((attribute) => `${path}: ${attribute}`)
    );
    expect(doubtful).toEqual([]);
    expect(
      hits(/\b\w*[hH]ref=\{(?!.*(\w+Link\(|_LINK\b|safeAddress\})).*/g, (path) => path.startsWith('src/routes/'))
    ).toEqual([]);
    const links = readFileSync('src/lib/state/links.ts', 'utf8');
    for (const [, address] of links.matchAll(/return [`'"](.*?)[`'"];/g)) {
      expect(address).toMatch(/^(#\/|recover\.html\?|\$\{(workspaceLink|domainLink|appLink)\(|\$\{HOME_LINK\})/);
    }
  });

  it('go nowhere else: no location is set, but in the window in which a person signs in', () => {
    const moved = hits(/location\.(href|replace|assign)\b\s*(=(?!=)|\()|window\.open\([^)]*\)/g);
    expect(moved).toEqual([
      "src/lib/clients/sign-in-window.ts: window.open('', '_blank', LOOK)",
      'src/lib/clients/sign-in-window.ts: location.replace(',
      // To the recovery page, and back from it.
      'src/lib/state/missing-chunk.ts: location.assign(',
      'static/recover.js: location.replace('
    ]);
  });

  it('make no regular expression of data: what people write runs in linear time (expressions/linear-patterns.ts)', () => {
    expect(hits(/new RegExp\([^)]*/g).toSorted()).toEqual([
      'src/lib/importing/odd-characters.ts: new RegExp(`[${range(0x00, 0x08',
      'src/lib/model/plain-letters.ts: new RegExp(`[${Object.keys(PLAIN_LETTERS',
      "src/lib/plan/csv/initial-password.ts: new RegExp(`.{${PART}}`, 'g'"
    ]);
    expect(hits(/\.(matchAll|replaceAll|replace|match|split)\((text|value|query|pattern|typed)\b/g)).toEqual([]);
  });

  it('add nothing to what all objects have', () => {
    expect(
      hits(/(Object|Array|String|Map|Set)\.prototype\.\w+\s*=(?!=)|__proto__\s*=|Object\.setPrototypeOf/g)
    ).toEqual([]);
    expect(hits(/Object\.assign\((?!Object\.create\(null\))/g)).toEqual([]);
  });
});

/** A prop of the component, a function that it got as one, or a member of such a prop. */
const OF_A_PROP =
  /^(\{href\}|href=(\{\w*[hH]ref(\([^)]*\))?\}|\{(tab|crumb|notice\.link)\.href\}|\{workspaceLink\(workspace\.id\)\}|"\{(domainHref|home)\}\?\w+=\w+"))$/;
