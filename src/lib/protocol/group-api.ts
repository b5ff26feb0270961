import type { AppError } from '../model/app-error';
import type { ImportTarget } from '../model/import-run';
import type { Result } from '../model/result';
import type { ProposedWindow, WindowRange } from './proposed-row';

/** A group that the members of a list name, with how many of them do. */
export interface GroupRow {
  readonly name: string;
  readonly memberCount: number;
  /** Groups of an app only: the domain's group of the same name, compared like keys are. */
  readonly domainGroup: { readonly name: string; readonly memberCount: number } | undefined;
}

export interface GroupWindow {
  readonly total: number;
  readonly start: number;
  readonly rows: readonly GroupRow[];
}

export interface GroupApi {
  /** Groups of a domain's users or an app's accounts whose name contains the text, by name. */
  groups(target: ImportTarget, text: string, range: WindowRange): Promise<Result<GroupWindow, AppError>>;
  groupMembers(target: ImportTarget, name: string, range: WindowRange): Promise<Result<ProposedWindow, AppError>>;
}
