import type { Attribute } from '../model/attribute';
import type { ImportRecipe } from '../model/import-recipe';
import type { RowIssueKind } from '../model/row-issue';
import { hasControlCharacters, hasDamagedCharacters } from './odd-characters';

const NAMES: readonly (Attribute | undefined)[] = ['givenName', 'familyName', 'displayName'];
const IDENTIFIERS: readonly (Attribute | undefined)[] = ['externalId', 'employeeNumber', 'userName', 'phone'];

/** A question mark between two letters, or nothing but some of them: so letters end that an encoding does not have. */
const LOST_LETTERS = /\p{L}\?+\p{L}|^(?=.*\?\?)[?\s]+$/su;
/** As a spreadsheet shows a long number. */
const SHORTENED_NUMBER = /^\s*[+-]?\d(?:[.,]\d+)?E\+\d{2,3}\s*$/i;
/** What PowerShell writes instead of several values. */
const LOST_VALUES = /^(?:Microsoft\.ActiveDirectory\.Management\.ADPropertyValueCollection|System\.[A-Z]\w*\[\])$/;
const FORMULA_ERROR = /^#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|FIELD!)$/;

interface DamageRule {
  readonly kind: RowIssueKind;
  readonly isDamaged: (cell: string) => boolean;
  /** Undefined: in all columns, also those that are left out. */
  readonly isAsked?: (target: Attribute | undefined) => boolean;
}

const RULES: readonly DamageRule[] = [
  { kind: 'damaged-characters', isDamaged: hasDamagedCharacters },
  { kind: 'control-characters', isDamaged: hasControlCharacters },
  { kind: 'lost-letters', isDamaged: (cell) => LOST_LETTERS.test(cell), isAsked: (target) => NAMES.includes(target) },
  { kind: 'lost-values', isDamaged: (cell) => LOST_VALUES.test(cell), isAsked: (target) => target !== undefined }
];
/** A workbook says of its cells itself which are numbers and which are errors. */
const TEXT_RULES: readonly DamageRule[] = [
  {
    kind: 'damaged-number',
    isDamaged: (cell) => SHORTENED_NUMBER.test(cell),
    isAsked: (target) => IDENTIFIERS.includes(target)
  },
  { kind: 'formula-error', isDamaged: (cell) => FORMULA_ERROR.test(cell), isAsked: (target) => target !== undefined }
];

/**
 * What an earlier program has done to the cells of a record, by the column they stand in: few false alarms are wanted
 * more than all damage found. Asked only of records that may have some (see `mayBeDamaged` and byte-scanner.ts).
 */
export class DamageRules {
  readonly #rules: readonly { readonly rule: DamageRule; readonly columns: readonly boolean[] | undefined }[];

  constructor({ dialect, mapping }: ImportRecipe) {
    const rules = dialect.format === 'workbook' ? RULES : [...RULES, ...TEXT_RULES];
    this.#rules = rules.map((rule) => {
      const { isAsked } = rule;
      return { rule, columns: isAsked && mapping.map(({ target }) => isAsked(target)) };
    });
  }

  /** Each kind once, with the first cell that has it. */
  tell(cells: readonly string[], found: (kind: RowIssueKind, cell: string) => void): void {
    for (const { rule, columns } of this.#rules) {
      const cell = cells.find((text, column) => (columns?.[column] ?? !columns) && rule.isDamaged(text));
      if (cell !== undefined) found(rule.kind, cell);
    }
  }
}

/** Which columns hold names of people, by position. */
export function nameColumns({ mapping }: ImportRecipe): readonly boolean[] {
  return mapping.map(({ target }) => NAMES.includes(target));
}
