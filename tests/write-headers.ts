import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { writeHeaderRules, type HeaderRule } from './header-rules';
import { writeHashes } from './write-hashes';

/**
 * Writes `build/_headers`: what a host should send beside the files. The policy is the page's own, read from its meta
 * element, plus what only a header can say (`frame-ancestors`). A worker goes by the policy that came with its script:
 * all have the page's, which lets nothing out, but the connector worker's names the systems that it may ask. Hosts join
 * headers of the same name, and two policies are both kept to: so each of these files has a rule of its own.
 */
const html = readFileSync('build/index.html', 'utf8');
const RECOVERY_SCRIPTS = readdirSync('build')
  .filter((name) => /^recover.*\.js$/.test(name))
  .map((name) => `/${name}`);
const NEVER_CACHED = [
  '/',
  '/index.html',
  '/first-screen.js',
  '/signed-in.html',
  '/signed-in.js',
  '/signed-in.css',
  '/recover.html',
  '/recover.css',
  ...RECOVERY_SCRIPTS,
  '/service-worker.js',
  '/manifest.webmanifest',
  '/_app/version.json'
];
const DOCUMENTS = ['/', '/index.html'];
const WORKERS = '_app/immutable/workers';
/** Where its systems may be: anywhere with TLS, and on this device without. */
const SYSTEMS = 'https: http://localhost:* http://127.0.0.1:*';
const UNUSED_FEATURES = [
  'accelerometer',
  'bluetooth',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'hid',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'serial',
  'usb',
  'xr-spatial-tracking'
];

function pagePolicy(): string {
  const meta = /<meta http-equiv="content-security-policy" content="([^"]+)"/i.exec(html);
  if (!meta?.[1]) throw new Error('build/index.html has no content security policy.');
  return meta[1].replaceAll('&#39;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}

function connectorPolicy(): string {
  const policy = pagePolicy().replace("connect-src 'self'", `connect-src ${SYSTEMS}`);
  if (!policy.includes(SYSTEMS)) throw new Error("The page's policy has no connect-src 'self'.");
  return policy;
}

function workerRules(): readonly HeaderRule[] {
  const scripts = readdirSync(`build/${WORKERS}`).filter((name) => name.endsWith('.js'));
  if (!scripts.some(isConnector)) throw new Error('The build has no connector worker.');
  return scripts.map((name) => ({
    path: `/${WORKERS}/${name}`,
    headers: [['Content-Security-Policy', isConnector(name) ? connectorPolicy() : pagePolicy()]]
  }));
}

function isConnector(script: string): boolean {
  return script.startsWith('connector.worker-');
}

const rules: readonly HeaderRule[] = [
  {
    path: '/*',
    headers: [
      ['Cross-Origin-Opener-Policy', 'same-origin'],
      // No other site may embed any file; the policies below say the same of the pages.
      ['Cross-Origin-Resource-Policy', 'same-origin'],
      ['X-Frame-Options', 'DENY'],
      // Of no effect where there is no TLS, as on this device.
      ['Strict-Transport-Security', 'max-age=31536000; includeSubDomains'],
      ['X-Content-Type-Options', 'nosniff'],
      ['Referrer-Policy', 'no-referrer'],
      ['Permissions-Policy', UNUSED_FEATURES.map((feature) => `${feature}=()`).join(', ')]
    ]
  },
  ...DOCUMENTS.map((path): HeaderRule => ({
    path,
    headers: [['Content-Security-Policy', `${pagePolicy()}; frame-ancestors 'none'`]]
  })),
  // What else they may do is said by the pages themselves: both are kept to.
  { path: '/signed-in.html', headers: [['Content-Security-Policy', "frame-ancestors 'none'"]] },
  { path: '/recover.html', headers: [['Content-Security-Policy', "frame-ancestors 'none'"]] },
  { path: '/service-worker.js', headers: [['Content-Security-Policy', pagePolicy()]] },
  ...workerRules(),
  ...NEVER_CACHED.map((path): HeaderRule => ({ path, headers: [['Cache-Control', 'no-cache']] })),
  { path: '/_app/immutable/*', headers: [['Cache-Control', 'public, max-age=31536000, immutable']] }
];

writeFileSync('build/_headers', writeHeaderRules(rules));
writeHashes('build');
