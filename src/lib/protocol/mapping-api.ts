import type { AppError } from '../model/app-error';
import type { Attribute } from '../model/attribute';
import type { AppId, RowIndex } from '../model/ids';
import type { Result } from '../model/result';
import type { Synchronization } from '../model/synchronization';
import type { CheckedExpression } from './expression-api';

export interface PreviewedValue {
  readonly attribute: Attribute;
  readonly value: string;
  /** Why this row gives no value; the others do. */
  readonly failure: string | undefined;
}

/** The user that would be made of one real account. */
export interface PreviewedUser {
  readonly row: RowIndex;
  readonly name: string;
  readonly values: readonly PreviewedValue[];
}

/** Attribute mappings and username format: expressions over accounts. */
export interface MappingApi {
  checkExpression(appId: AppId, text: string): Promise<Result<CheckedExpression, AppError>>;
  /** Users that these settings would make of the first accounts from `start` on. At most 50. */
  previewMappings(
    appId: AppId,
    settings: Pick<Synchronization, 'mappings' | 'usernameFormat'>,
    range: { readonly start: number; readonly end: number }
  ): Promise<Result<readonly PreviewedUser[], AppError>>;
}
