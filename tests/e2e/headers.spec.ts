import { readdirSync, readFileSync } from 'node:fs';
import { headersFor, parseHeaderRules } from '../header-rules';
import { expect, test } from './muster-test';

/** What a host is asked to send (`build/_headers`), against what has to be sent. */
const rules = parseHeaderRules(readFileSync('build/_headers', 'utf8'));
const files = readdirSync('build', { recursive: true, encoding: 'utf8', withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name !== '_headers')
  .map(({ parentPath, name }) => `${parentPath.slice('build'.length)}/${name}`);
// What they import later goes by the policy of the worker that imports it.
const workers = files.filter((path) => /^\/_app\/immutable\/workers\/[^/]+\.js$/.test(path));

const EVERYWHERE = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY'
} as const;

/** Directives of a policy; Trusted Types and hashes are looked at by themselves. */
function policyOf(path: string): ReadonlyMap<string, string> {
  const policy = headersFor(rules, path).get('Content-Security-Policy') ?? '';
  return new Map(
    policy
      .split(';')
      .map((directive) => directive.trim())
      .map((directive): [string, string] => [directive.split(' ', 1)[0], directive.slice(directive.indexOf(' ') + 1)])
  );
}

const LOCKED = {
  'default-src': "'none'",
  'object-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'worker-src': "'self'",
  'font-src': "'self'",
  'manifest-src': "'self'",
  'img-src': "'self' data: blob:",
  'require-trusted-types-for': "'script'",
  'trusted-types': 'svelte-trusted-html muster-scripts'
} as const;

test('every file comes with the headers that have to be everywhere', () => {
  for (const path of ['/', ...files]) {
    const headers = headersFor(rules, path);
    for (const [name, value] of Object.entries(EVERYWHERE)) expect(headers.get(name), `${name} of ${path}`).toBe(value);
    const features = headers.get('Permissions-Policy') ?? '';
    for (const feature of ['camera', 'microphone', 'geolocation', 'payment', 'usb', 'serial', 'bluetooth', 'hid'])
      expect(features).toContain(`${feature}=()`);
  }
});

test('the pages have a policy that no page may frame, and that lets nothing out and nothing else in', () => {
  for (const path of ['/', '/index.html']) {
    const policy = policyOf(path);
    for (const [name, value] of Object.entries(LOCKED)) expect(policy.get(name), name).toBe(value);
    expect(policy.get('frame-ancestors')).toBe("'none'");
    expect(policy.get('connect-src')).toBe("'self'");
    expect(policy.get('script-src')).toMatch(/^'self'( 'sha256-[\w+/=]+')*$/);
    expect([...policy.values()].join(' ')).not.toMatch(/unsafe-inline|unsafe-eval|\*/);
  }
  expect(policyOf('/signed-in.html').get('frame-ancestors')).toBe("'none'");
});

test('of the workers only the connector’s reaches systems; the service worker reaches its own origin', () => {
  expect(workers.length).toBeGreaterThanOrEqual(4);
  const out = workers.filter((path) => policyOf(path).get('connect-src') !== "'self'");
  expect(out).toEqual([expect.stringMatching(/\/connector\.worker-/)]);
  expect(policyOf(out[0]).get('connect-src')).toBe('https: http://localhost:* http://127.0.0.1:*');
  for (const path of [...workers, '/service-worker.js'])
    for (const [name, value] of Object.entries(LOCKED))
      expect(policyOf(path).get(name), `${name} of ${path}`).toBe(value);
  expect(policyOf('/service-worker.js').get('connect-src')).toBe("'self'");
});

test('what has no name of its own version is asked for anew, the rest is kept', () => {
  for (const path of ['/', '/index.html', '/service-worker.js', '/_app/version.json'])
    expect(headersFor(rules, path).get('Cache-Control')).toBe('no-cache');
  for (const path of files.filter((file) => file.startsWith('/_app/immutable/')))
    expect(headersFor(rules, path).get('Cache-Control')).toContain('immutable');
});

test('a server that goes by them sends them', async ({ request, site }) => {
  const answer = await request.get(`${site.origin}/`);
  for (const [name, value] of Object.entries(EVERYWHERE)) expect(answer.headers()[name.toLowerCase()]).toBe(value);
  expect(answer.headers()['content-security-policy']).toContain("frame-ancestors 'none'");
});
