import type { Attribute } from '../model/attribute';
import type { Deprovisioning, AttributeMapping } from '../model/synchronization';
import type { MatchingRules } from '../model/matching-rule';
import type { UsernameFormat } from '../model/username-format';

/** A file that people really export from the app. */
export interface CatalogExport {
  /** As people know it, such as "downloaded users". */
  readonly name: string;
  /** Headers by which it is told from other files: all of them are there. Compared without case, spaces and marks. */
  readonly signature: readonly string[];
  /** Where its columns go. Headers that stand for their attribute everywhere need not be named. */
  readonly headers: Readonly<Record<string, Attribute>>;
}

/** An app that can be added to an identity domain. One file of `entries/` each. */
export interface CatalogEntry {
  /** Kept with every app that was added from it: never change it. */
  readonly id: string;
  readonly name: string;
  readonly category: 'directory' | 'hr' | 'identity' | 'app' | 'generic';
  /** What it is, in one sentence. */
  readonly description: string;
  /** How its accounts get into Muster, in one sentence. */
  readonly wayIn: string;
  /** Other words people search it by. */
  readonly keywords: readonly string[];
  /** Whether people are born there: its accounts may become users. */
  readonly isProfileSource: boolean;
  /** Attributes that its accounts have. */
  readonly attributes: readonly Attribute[];
  readonly exports: readonly CatalogExport[];
  /** Left out: what every app starts with. */
  readonly mappings?: readonly AttributeMapping[];
  readonly rules?: MatchingRules;
  readonly usernameFormat?: UsernameFormat;
  readonly deprovisioning?: Deprovisioning;
}
