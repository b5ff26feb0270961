import { customAttribute, type Attribute } from '../../model/attribute';

/** A column of a target's file, and what of a user stands in it. */
export interface AttributeColumn {
  readonly header: string;
  readonly attribute: Attribute;
  /** How the value is spelled there; as it is where undefined. */
  readonly spelled?: (value: string) => string;
}

/** Columns for what came under the target's own headers and has no attribute of its own: `custom:Cost Center`. */
export function customColumns(headers: readonly string[]): readonly AttributeColumn[] {
  return headers.map((header) => ({ header, attribute: customAttribute(header) }));
}

export type Values = Readonly<Partial<Record<Attribute, string>>>;

export function columnText({ attribute, spelled }: AttributeColumn, values: Values): string {
  const value = values[attribute] ?? '';
  return spelled && value !== '' ? spelled(value) : value;
}
