import {
  customAttribute,
  KEY_ATTRIBUTES,
  STANDARD_ATTRIBUTES,
  attributeLabel,
  type Attribute
} from '../model/attribute';
import type { ColumnMapping } from '../model/import-recipe';

/** Values of the choice where a column goes, beside the attributes' own names. */
export const KEEP = 'keep';
export const LEAVE_OUT = 'leave-out';

export interface TargetOption {
  readonly value: string;
  readonly label: string;
}

export const TARGET_OPTIONS: readonly TargetOption[] = [
  ...STANDARD_ATTRIBUTES.map((attribute) => ({ value: attribute, label: attributeLabel(attribute) })),
  { value: KEEP, label: 'Keep as it is' },
  { value: LEAVE_OUT, label: 'Leave out' }
];

export function targetValue(target: Attribute | undefined): string {
  if (target === undefined) return LEAVE_OUT;
  return target.startsWith('custom:') ? KEEP : target;
}

/** The mapping with one column sent elsewhere. A column that had the attribute before is kept under its own name. */
export function withTarget(mapping: readonly ColumnMapping[], column: number, value: string): readonly ColumnMapping[] {
  return mapping.map((entry) => {
    if (entry.column === column)
      return { ...entry, target: targetOf(value, entry.header), confidence: value === KEEP ? 0 : 1 };
    return entry.target === value ? { ...entry, target: customAttribute(entry.header), confidence: 0 } : entry;
  });
}

function targetOf(value: string, header: string): Attribute | undefined {
  if (value === LEAVE_OUT) return undefined;
  return STANDARD_ATTRIBUTES.find((attribute) => attribute === value) ?? customAttribute(header);
}

/** Whether some column can tell one row from another. Without one nothing can be imported. */
export function hasKey(mapping: readonly ColumnMapping[]): boolean {
  return mapping.some(({ target }) => KEY_ATTRIBUTES.some((key) => key === target));
}

export function isSameColumns(one: readonly ColumnMapping[], other: readonly ColumnMapping[]): boolean {
  return one.length === other.length && one.every(({ header }, column) => header === other[column].header);
}

export interface ConfidenceWord {
  readonly kind: 'sure' | 'likely' | 'guess' | 'kept' | 'out';
  readonly word: string;
}

export function confidenceWord({ target, confidence }: ColumnMapping): ConfidenceWord {
  if (target === undefined) return { kind: 'out', word: 'Left out' };
  if (target.startsWith('custom:')) return { kind: 'kept', word: 'Kept as it is' };
  if (confidence >= 1) return { kind: 'sure', word: 'Sure' };
  return confidence >= 0.7 ? { kind: 'likely', word: 'Likely' } : { kind: 'guess', word: 'A guess' };
}
