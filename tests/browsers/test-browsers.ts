import { spawnSync } from 'node:child_process';
import { installDebianPackages } from '../debian-packages';
import { findFirefox } from './find-firefox';
import { findProgram } from './find-program';
import { findWebKit, smokeWebKit } from './webkit-smoke';

/**
 * The browsers beside Chromium, on what `npm run build` made: Firefox runs the main job, offline too, WebKitGTK a smoke
 * test. What is missing is fetched as root on Debian; what is missing then is told, and fails only with `--all`. WebKitGTK
 * needs a display: without one this starts again under xvfb-run.
 */
const PACKAGES = ['firefox-esr', 'webkit2gtk-driver', 'xvfb'];
const isAllWanted = process.argv.includes('--all');
const isWebKitOnly = process.argv.includes('--webkit');

function firefox(): boolean {
  if (!findFirefox()) return missing('Firefox (package firefox-esr)');
  const { status } = spawnSync('npx', ['playwright', 'test', '--config', 'tests/browsers/firefox.config.ts'], {
    stdio: 'inherit',
    shell: process.platform === 'win32'
  });
  return status === 0;
}

async function webKit(): Promise<boolean> {
  const found = findWebKit();
  if (!found) return missing('WebKitGTK (package webkit2gtk-driver)');
  if (!process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) return underDisplay();
  try {
    await smokeWebKit(found);
    console.log('WebKitGTK: passed');
    return true;
  } catch (error) {
    console.error('WebKitGTK:', error);
    return false;
  }
}

function underDisplay(): boolean {
  if (!findProgram(['xvfb-run'])) return missing('a display (package xvfb)');
  const again = ['-a', 'npx', 'tsx', 'tests/browsers/test-browsers.ts', '--webkit'];
  return spawnSync('xvfb-run', again, { stdio: 'inherit' }).status === 0;
}

function missing(what: string): boolean {
  console.log(`Not tested, because it is not installed: ${what}.`);
  return !isAllWanted;
}

if (!findFirefox() || !findWebKit() || !findProgram(['xvfb-run'])) installDebianPackages(PACKAGES);
const results = isWebKitOnly ? [await webKit()] : [firefox(), await webKit()];
process.exitCode = results.every(Boolean) ? 0 : 1;
