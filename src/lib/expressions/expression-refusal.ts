import type { ExpressionProblem } from '../model/expression-problem';

/** Thrown while an expression is read, caught where it is checked: reading is recursive, and one place is enough. */
export class ExpressionRefusal extends Error {
  readonly start: number;
  readonly end: number;

  constructor(message: string, { start, end }: { readonly start: number; readonly end: number }) {
    super(message);
    this.start = start;
    this.end = end;
  }

  get problem(): ExpressionProblem {
    return { message: this.message, start: this.start, end: this.end };
  }
}
