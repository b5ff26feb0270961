import type { App } from '../model/app';
import type { Synchronization } from '../model/synchronization';
import type { SettingsImage } from '../storage/step-image';
import type { OpenWorkspace } from './open-workspace';

/** What a step's image of settings becomes when it is exchanged, and the app with the settings that come back. */
export interface ExchangedSettings {
  readonly image: SettingsImage;
  /** Undefined where the settings stay. */
  readonly app: App | undefined;
}

/** Settings that were saved after the step are nobody's to take back: they stay, and the image with them. */
export function exchangedSettings(workspace: OpenWorkspace, image: SettingsImage): ExchangedSettings {
  const app = workspace.app(image.appId);
  const { kept, live } = image;
  if (!app || !isSame(app.synchronization, live)) return { image, app: undefined };
  return { image: { ...image, kept: live, live: kept }, app: { ...app, synchronization: kept } };
}

/** Whatever their revision. Settings are made and copied with their keys in one order. */
function isSame(one: Synchronization, other: Synchronization): boolean {
  return JSON.stringify({ ...one, rulesRevision: 0 }) === JSON.stringify({ ...other, rulesRevision: 0 });
}
