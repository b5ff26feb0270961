import type { TextRange } from './text-edits';

/** An expression of Okta's, in functions of ours. Ranges are places in what the person wrote. */
export type OktaNode = TextRange &
  (
    | { readonly kind: 'text'; readonly value: string }
    /** A number, true, false or null. */
    | { readonly kind: 'plain'; readonly value: string }
    | { readonly kind: 'attribute'; readonly name: string }
    | { readonly kind: 'call'; readonly name: string; readonly args: readonly OktaNode[] }
    | { readonly kind: 'not'; readonly operand: OktaNode }
    | { readonly kind: 'binary'; readonly sign: BinarySign; readonly left: OktaNode; readonly right: OktaNode }
    | { readonly kind: 'choice'; readonly condition: OktaNode; readonly yes: OktaNode; readonly no: OktaNode }
  );

/** Signs between two operands, with how tightly they bind. */
export const BINDING = {
  '||': 2,
  '&&': 3,
  '==': 4,
  '!=': 4,
  '<': 5,
  '<=': 5,
  '>': 5,
  '>=': 5,
  '+': 6
} as const;
export type BinarySign = keyof typeof BINDING;

export function isBinarySign(text: string): text is BinarySign {
  return Object.hasOwn(BINDING, text);
}
