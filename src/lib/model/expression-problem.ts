/** Why an expression is refused. Positions are UTF-16 code units of what the person wrote. */
export interface ExpressionProblem {
  readonly message: string;
  readonly start: number;
  readonly end: number;
}
