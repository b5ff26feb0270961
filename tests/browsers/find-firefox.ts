import { findProgram } from './find-program';

/** A Firefox of the system: the extended support release is the oldest that must do. */
export function findFirefox(): string | undefined {
  return findProgram([
    process.env['FIREFOX_PATH'],
    'firefox-esr',
    'firefox',
    '/Applications/Firefox.app/Contents/MacOS/firefox'
  ]);
}
