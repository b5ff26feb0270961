import type { Attribute, StandardAttribute } from '../model/attribute';
import type { FileFormat } from '../model/import-recipe';
import type { Deprovisioning, AttributeMapping } from '../model/synchronization';
import type { MatchingRules } from '../model/matching-rule';
import type { UsernameFormat } from '../model/username-format';
import type { ConnectionForm } from './connection-form';

/** Rows that are groups with their members, or grants of a group or role to one. Headers as they stand. */
export interface MembershipForm {
  /** Names one member, or several divided by `;`. */
  readonly member: string;
  /** Each header by which the group is known, the newer first. */
  readonly group: readonly string[];
  /** Stands before the group's name: the app whose role it is. */
  readonly scope?: string;
  /** Rows whose cell is another are no people: a group that is in a role. */
  readonly kind?: { readonly header: string; readonly person: string };
}

/** A file that people really export from the app. */
export interface CatalogExport {
  /** As people know it, such as "downloaded users". */
  readonly name: string;
  /** Where in the product it is made, or with which command. */
  readonly where: string;
  /** What may be different from one customer to the next. */
  readonly caveat?: string;
  /** Left out: separated text. */
  readonly format?: FileFormat;
  /** Headers by which it is told from other files: all of them are there. Compared without case, spaces and marks. */
  readonly signature: readonly string[];
  /**
   * The signature is made of words that any program uses: outside the app's own entry at least two of these headers are
   * there too, or nobody is named.
   */
  readonly evidence?: readonly string[];
  /** The headers are those of the signature, spelled and ordered so, and no others: they say too little by themselves. */
  readonly isExact?: true;
  /** Where its columns go; of several for one attribute the first that the file has. Others go by the header's words. */
  readonly headers: Readonly<Record<string, StandardAttribute>>;
  /** Columns that are kept under their own names, though their headers read like those of an attribute. */
  readonly kept?: readonly string[];
  /**
   * Columns whose words below mean "not active", where the words alone do not say it. One of them goes to Active where
   * no other does; the others overrule the column that does, if they stand in `headers` or `kept`.
   */
  readonly inactive?: Readonly<Record<string, readonly string[]>>;
  /** By header the words that stand where there is nothing. */
  readonly nothing?: Readonly<Record<string, readonly string[]>>;
  /** A second header row, of labels, stands below the first. */
  readonly hasLabelRow?: boolean;
  /** Cells that a spreadsheet would take for a formula stand in single quotes. */
  readonly quotesFormulas?: boolean;
  /** Its rows are groups or grants: their members come in, each once, with the names of the groups. */
  readonly memberships?: MembershipForm;
}

export const CATEGORIES = ['generic', 'directory', 'hr', 'identity', 'app'] as const;
export type CatalogCategory = (typeof CATEGORIES)[number];

export const CATEGORY_LABEL: Record<CatalogCategory, string> = {
  directory: 'Directory',
  hr: 'HR system',
  identity: 'Identity provider',
  app: 'App',
  generic: 'Any app'
};

/** An app that can be added to an identity domain. One file of `entries/` each. */
export interface CatalogEntry {
  /** Kept with every app that was added from it: never change it. */
  readonly id: string;
  readonly name: string;
  readonly category: CatalogCategory;
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
  /** Where a browser may be let into the system itself. */
  readonly connection?: ConnectionForm;
  /** Left out: what every app starts with. */
  readonly mappings?: readonly AttributeMapping[];
  readonly rules?: MatchingRules;
  readonly usernameFormat?: UsernameFormat;
  readonly deprovisioning?: Deprovisioning;
}
