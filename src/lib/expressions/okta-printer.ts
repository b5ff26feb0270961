import { quoted, writtenAttribute } from './attribute-names';
import { customAttribute, isStandardAttribute } from '../model/attribute';
import { BINDING, type OktaNode } from './okta-node';
import type { TextRange } from './text-edits';

/** A part of the printed text, and what it was made from. */
interface PrintedPart {
  readonly printed: TextRange;
  readonly written: TextRange;
}

export interface PrintedExpression {
  readonly text: string;
  readonly parts: readonly PrintedPart[];
}

const CHOICE = 1;
const UNARY = 8;

/** Writes an expression in our form, with brackets only where they are needed. */
export function printOkta(node: OktaNode): PrintedExpression {
  const printer = new Printer();
  printer.print(node, 0);
  return { text: printer.text, parts: printer.parts };
}

/** The smallest thing written that a range of the printed text comes from. */
export function writtenRange({ parts }: PrintedExpression, { start, end }: TextRange): TextRange | undefined {
  const holding = parts.filter(({ printed }) => printed.start <= start && printed.end >= end);
  const size = ({ printed }: PrintedPart) => printed.end - printed.start;
  return holding.toSorted((one, other) => size(one) - size(other))[0]?.written;
}

class Printer {
  text = '';
  readonly parts: PrintedPart[] = [];

  /** `least`: what binds less tightly stands in brackets. */
  print(node: OktaNode, least: number): void {
    const start = this.text.length;
    const isBracketed = binding(node) < least;
    if (isBracketed) this.text += '(';
    this.#inner(node);
    if (isBracketed) this.text += ')';
    const written = { start: node.start, end: node.end };
    this.parts.push({ printed: { start, end: this.text.length }, written });
  }

  #inner(node: OktaNode): void {
    switch (node.kind) {
      case 'text':
        this.text += quoted(node.value);
        return;
      case 'plain':
        this.text += node.value;
        return;
      case 'attribute':
        this.text += writtenAttribute(isStandardAttribute(node.name) ? node.name : customAttribute(node.name));
        return;
      case 'not':
        this.text += '!';
        this.print(node.operand, UNARY);
        return;
      case 'call':
        this.text += `${node.name}(`;
        node.args.forEach((arg, i) => {
          if (i > 0) this.text += ', ';
          this.print(arg, 0);
        });
        this.text += ')';
        return;
      case 'binary':
        this.print(node.left, BINDING[node.sign]);
        this.text += ` ${node.sign} `;
        this.print(node.right, BINDING[node.sign] + 1);
        return;
      case 'choice':
        this.print(node.condition, CHOICE + 1);
        this.text += ' ? ';
        this.print(node.yes, CHOICE);
        this.text += ' : ';
        this.print(node.no, CHOICE);
    }
  }
}

function binding(node: OktaNode): number {
  if (node.kind === 'choice') return CHOICE;
  if (node.kind === 'binary') return BINDING[node.sign];
  return UNARY;
}
