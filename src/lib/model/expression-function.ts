/** What an expression may call, as it is explained to the person who writes one. */
export interface ExpressionFunction {
  /** With its arguments, as it is written. */
  readonly form: string;
  readonly explanation: string;
}

export const EXPRESSION_FUNCTIONS = {
  lower: { form: 'lower(text)', explanation: 'In lower case.' },
  upper: { form: 'upper(text)', explanation: 'In upper case.' },
  trim: { form: 'trim(text)', explanation: 'Without the spaces around it.' },
  removeSpaces: { form: 'removeSpaces(text)', explanation: 'Without any spaces.' },
  stripAccents: { form: 'stripAccents(text)', explanation: 'Letters without their marks: é becomes e, ß becomes ss.' },
  before: { form: 'before(text, "@")', explanation: 'What stands before the first @; all of it where there is none.' },
  after: { form: 'after(text, "@")', explanation: 'What stands behind the first @; nothing where there is none.' },
  sub: { form: 'sub(text, 0, 3)', explanation: 'Characters from a place, counted from 0, up to another one.' },
  replace: { form: 'replace(text, "a", "b")', explanation: 'Each a replaced by b, as it is written.' },
  join: { form: 'join(".", one, two, …)', explanation: 'Put together with a separator; empty parts are left out.' },
  default: { form: 'default(one, two, …)', explanation: 'The first that is not empty.' },
  switch: {
    form: 'switch(text, otherwise, key, value, …)',
    explanation: 'The value beside the key that equals the text exactly.'
  },
  unique: {
    form: 'unique(text, 20)',
    explanation: 'Given before in the same run: text2, text3 and so on, never longer than 20 characters.'
  },
  contains: { form: 'contains(text, "x")', explanation: 'Whether it has that part.' },
  startsWith: { form: 'startsWith(text, "x")', explanation: 'Whether it begins with that part.' },
  matches: { form: 'matches(text, "[0-9]+")', explanation: 'Whether a pattern (RE2) is found in it.' },
  len: { form: 'len(text)', explanation: 'Number of characters.' }
} as const satisfies Record<string, ExpressionFunction>;

export type ExpressionFunctionName = keyof typeof EXPRESSION_FUNCTIONS;
