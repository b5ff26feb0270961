import { readFileSync, writeFileSync } from 'node:fs';
import { writeHeaderRules, type HeaderRule } from './header-rules';

/**
 * Writes `build/_headers`: what a host should send beside the files. The policy is the page's own, read from its meta
 * element, plus what only a header can say (`frame-ancestors`).
 */
const html = readFileSync('build/index.html', 'utf8');
const NEVER_CACHED = [
  '/',
  '/index.html',
  '/first-screen.js',
  '/service-worker.js',
  '/manifest.webmanifest',
  '/_app/version.json'
];
const UNUSED_FEATURES = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'usb'
];

function pagePolicy(): string {
  const meta = /<meta http-equiv="content-security-policy" content="([^"]+)"/i.exec(html);
  if (!meta?.[1]) throw new Error('build/index.html has no content security policy.');
  return meta[1].replaceAll('&#39;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}

const rules: readonly HeaderRule[] = [
  {
    path: '/*',
    headers: [
      ['Content-Security-Policy', `${pagePolicy()}; frame-ancestors 'none'`],
      ['Cross-Origin-Opener-Policy', 'same-origin'],
      ['X-Content-Type-Options', 'nosniff'],
      ['Referrer-Policy', 'no-referrer'],
      ['Permissions-Policy', UNUSED_FEATURES.map((feature) => `${feature}=()`).join(', ')]
    ]
  },
  ...NEVER_CACHED.map((path): HeaderRule => ({ path, headers: [['Cache-Control', 'no-cache']] })),
  { path: '/_app/immutable/*', headers: [['Cache-Control', 'public, max-age=31536000, immutable']] }
];

writeFileSync('build/_headers', writeHeaderRules(rules));
