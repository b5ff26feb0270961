import { describe, expect, test } from 'vitest';
import type { AppId } from '../../../../src/lib/model/ids';
import {
  findAnswerColumns,
  judgeAnswers,
  type AnsweredRow,
  type AskedNow
} from '../../../../src/lib/plan/questions/answers';
import type { AskedPerson, Question } from '../../../../src/lib/plan/questions/question';
import { questionCsv } from '../../../../src/lib/plan/questions/question-files';
import { COLUMNS, HEADER } from '../../../../src/lib/plan/questions/question-sheet';
import { readMark, writeMark } from '../../../../src/lib/plan/questions/row-mark';

const APP = 'a0'.repeat(8) as AppId;

function person(name: string, key = name): AskedPerson {
  return { key, name, userName: `${name}.x`, email: `${name}@x.example`, department: '', isActive: true };
}

const USERS = [person('Ada'), person('Bob'), person('=cmd|calc', '=1')];
const ACCOUNTS = [person('ada', '0017'), person('bo', '=HYPERLINK("x")'), person('eve', 'e\r\nv')];

function question(row: number, users: readonly number[]): Question {
  return {
    appId: APP,
    appName: 'Desk',
    row,
    reason: 'multiple',
    account: ACCOUNTS[row],
    candidates: users.map((user) => ({ ...USERS[user], row: user }))
  };
}

const HEADERS = COLUMNS.map(({ header }) => header);
const QUESTIONS = [question(0, [0, 1]), question(1, [2]), question(2, [])];

/** Answers in the order of the questions; undefined leaves a row out. */
function answered(...answers: (string | undefined)[]): AnsweredRow[] {
  const rows = QUESTIONS.flatMap((asked, i) => {
    const cells = COLUMNS.map(({ cell, header }) => (header === HEADER.answer ? (answers[i] ?? '') : cell(asked)));
    return answers[i] === undefined ? [] : [{ line: i + 2, cells }];
  });
  return [{ line: 1, cells: HEADERS }, ...rows];
}

function edited(row: AnsweredRow, changes: Readonly<Record<string, string>>): AnsweredRow {
  return { ...row, cells: row.cells.map((cell, i) => changes[HEADERS[i]] ?? cell) };
}

const NOW: AskedNow = {
  account: (appId, row) => (appId === APP ? ACCOUNTS[row] : undefined),
  user: (_, row) => USERS[row],
  isOpen: () => true
};

function judge(rows: readonly AnsweredRow[], now: AskedNow = NOW) {
  const columns = findAnswerColumns(rows);
  if (!columns) throw new Error('no columns');
  const { accepted, refused, questions, answered: count } = judgeAnswers(rows, columns, now);
  return {
    questions,
    answered: count,
    accepted: accepted.map(({ row, decision }) => [row, decision]),
    refused: refused.map(({ line, kind }) => [line, kind])
  };
}

describe('answers that come back', () => {
  test('are taken as they were meant', () => {
    const { accepted, refused, questions, answered: count } = judge(answered('2', ' Nobody ', 'NEW  user'));
    expect({ questions, count, refused }).toEqual({ questions: 3, count: 3, refused: [] });
    expect(accepted).toEqual([
      [0, { kind: 'link', userRow: 1 }],
      [1, { kind: 'ignore' }],
      [2, { kind: 'create' }]
    ]);
  });

  test('may be numbers that a spreadsheet wrote, in other columns and under a title', () => {
    const rows = answered('1.0', '', undefined);
    const moved = rows.map(({ line, cells }) => ({ line: line + 2, cells: ['note', ...cells.toReversed()] }));
    const titled = [{ line: 1, cells: ['Questions of November'] }, ...moved];
    expect(judge(titled)).toMatchObject({ questions: 2, answered: 1, accepted: [[0, { kind: 'link', userRow: 0 }]] });
  });

  test.each(['3', '0', '10', '1,2', '=1', 'Ada', '1; DROP', 'ja', '-1', '１２'])('say nothing by “%s”', (text) => {
    expect(judge(answered(text))).toMatchObject({ accepted: [], refused: [[2, 'unknown-choice']] });
  });

  test('are refused where the row is not what was asked', () => {
    const [header, first, second] = answered('1', '1');
    const refusals = [
      edited(first, { [HEADER.mark]: '' }),
      edited(first, { [HEADER.mark]: 'MUSTER1 nonsense' }),
      edited(first, { [HEADER.mark]: first.cells[HEADERS.indexOf(HEADER.mark)].slice(0, -1) }),
      edited(first, { [HEADER.mark]: second.cells[HEADERS.indexOf(HEADER.mark)] }),
      edited(first, { [HEADER.key]: '0018' }),
      edited(first, { 'Choice 1': 'Somebody Else' }),
      edited(first, { 'Choice 1': first.cells[HEADERS.indexOf('Choice 2')] })
    ];
    for (const row of refusals) expect(judge([header, row]).refused).toEqual([[2, 'unknown-account']]);
    expect(judge([header, first], { ...NOW, account: () => undefined }).refused).toEqual([[2, 'unknown-account']]);
  });

  test('are refused where something has changed since', () => {
    const rows = answered('1');
    const other = { ...ACCOUNTS[0], email: 'new@x.example' };
    expect(judge(rows, { ...NOW, account: () => other }).refused).toEqual([[2, 'changed-since']]);
    expect(judge(rows, { ...NOW, user: () => ({ ...USERS[0], isActive: false }) }).refused).toEqual([
      [2, 'changed-since']
    ]);
    expect(judge(rows, { ...NOW, user: () => undefined }).refused).toEqual([[2, 'changed-since']]);
    expect(judge(rows, { ...NOW, isOpen: () => false }).refused).toEqual([[2, 'decided-since']]);
    // Whoever is nobody's is so whatever the users look like now.
    expect(judge(answered('nobody'), { ...NOW, user: () => undefined }).accepted).toEqual([[0, { kind: 'ignore' }]]);
  });

  test('that contradict each other are both refused; said twice they are said once', () => {
    const [header, first] = answered('1');
    const again = { ...first, line: 9 };
    expect(judge([header, first, again]).accepted).toHaveLength(1);
    const differing = edited(again, { [HEADER.answer]: '2' });
    expect(judge([header, first, differing])).toMatchObject({
      accepted: [],
      refused: [
        [2, 'contradiction'],
        [9, 'contradiction']
      ]
    });
  });

  test('survive what a spreadsheet does to a CSV', () => {
    const [header, first, second, third] = answered('1', '1', 'nobody');
    const changed = [
      header,
      edited(first, { [HEADER.key]: '17' }),
      edited(second, { [HEADER.key]: `'=HYPERLINK("x")` }),
      edited(third, { [HEADER.key]: 'e\nv' })
    ];
    expect(judge(changed)).toMatchObject({ refused: [], answered: 3 });
  });

  test('are no answers without the columns', () => {
    expect(findAnswerColumns([{ line: 1, cells: ['Your answer', 'Account'] }])).toBeUndefined();
    expect(findAnswerColumns([])).toBeUndefined();
  });
});

test('remarks are read in the order of the rows, whatever becomes of the answers', () => {
  const [header, first, second, third] = answered('1', '7', '');
  const rows = [
    header,
    edited(first, { [HEADER.remark]: ' left ', [HEADER.by]: 'Eve' }),
    edited(second, { [HEADER.remark]: 'no idea' }),
    edited(third, { [HEADER.remark]: 'ask Bob' })
  ];
  const columns = findAnswerColumns(rows);
  if (!columns) throw new Error('no columns');
  const { remarks, accepted } = judgeAnswers(rows, columns, NOW);
  expect(remarks.map(({ line, answer, by, remark }) => [line, answer, by, remark])).toEqual([
    [2, '1', 'Eve', 'left'],
    [3, '7', '', 'no idea'],
    [4, '', '', 'ask Bob']
  ]);
  expect(accepted).toMatchObject([{ by: 'Eve', remark: 'left' }]);
});

test('the CSV has nothing that a spreadsheet computes', () => {
  const text = [...questionCsv(QUESTIONS)].join('');
  expect(text.startsWith('\uFEFF')).toBe(true);
  expect(text).toContain(`"'=HYPERLINK(""x"")"`);
  expect(text).toContain(`'=cmd|calc`);
  expect(text).not.toMatch(/(?:^|,|\n)"?[=+\-@]/);
});

test('a mark is read as it was written, and not when anything is changed', () => {
  const mark = {
    appId: APP,
    row: 123_456,
    looks: 'abc',
    candidates: [
      { row: 0, looks: 'x1' },
      { row: 9, looks: 'y' }
    ]
  };
  const text = writeMark(mark);
  expect(readMark(text)).toEqual(mark);
  expect(readMark(writeMark({ ...mark, candidates: [] }))?.candidates).toEqual([]);
  for (let i = 0; i < text.length; i++) {
    const other = text[i] === '1' ? '2' : '1';
    expect(readMark(text.slice(0, i) + other + text.slice(i + 1))).toBeUndefined();
  }
  const started = performance.now();
  expect(readMark(`MUSTER1 a 1 1 ${'a:a'.repeat(50_000)}!`)).toBeUndefined();
  expect(performance.now() - started).toBeLessThan(500);
});
