import type { AppId } from '../model/ids';
import type { AcceptedAnswer } from '../plan/questions/answers';

/** So many people get a step of their own per app; what others answered is one step that names them. */
const MOST_STEPS = 20;
const MOST_NAMES = 5;
const LONGEST_REMARKS = 600;

/** Answers that are taken in together, as one step of the history. */
export interface AnswerStep {
  readonly appId: AppId;
  readonly answers: readonly AcceptedAnswer[];
  readonly note: string;
}

/** By app, then by who answered, in the order of the rows: undone one by one, and the row says whose answer it was. */
export function answerSteps(accepted: readonly AcceptedAnswer[], by: string): readonly AnswerStep[] {
  const byApp = grouped(accepted, ({ appId }) => appId);
  return [...byApp].flatMap(([appId, ofApp]) => {
    const parts = [...grouped(ofApp, (answer) => answer.by || by).values()];
    const own = parts.slice(0, MOST_STEPS);
    const others = parts.slice(MOST_STEPS).flat();
    const steps = others.length > 0 ? [...own, others] : own;
    return steps.map((answers) => ({ appId, answers, note: noteOf(answers, by) }));
  });
}

function grouped<Key>(
  answers: readonly AcceptedAnswer[],
  keyOf: (answer: AcceptedAnswer) => Key
): ReadonlyMap<Key, readonly AcceptedAnswer[]> {
  const groups = new Map<Key, AcceptedAnswer[]>();
  for (const answer of answers) {
    const group = groups.get(keyOf(answer));
    if (group) group.push(answer);
    else groups.set(keyOf(answer), [answer]);
  }
  return groups;
}

/** Who answered, with how many rows each where they are several, and what they remarked. */
function noteOf(answers: readonly AcceptedAnswer[], by: string): string {
  const remarks = remarksOf(answers);
  return remarks === '' ? namesOf(answers, by) : `${namesOf(answers, by)}. ${remarks}`;
}

function namesOf(answers: readonly AcceptedAnswer[], by: string): string {
  const counts = new Map<string, number>();
  for (const answer of answers) counts.set(answer.by || by, (counts.get(answer.by || by) ?? 0) + 1);
  const names = [...counts].filter(([name]) => name !== '');
  if (names.length === 0) return 'Answers to questions';
  if (names.length === 1 && counts.size === 1) return `Answers of ${names[0][0]}`;
  const shown = names.slice(0, MOST_NAMES).map(([name, count]) => `${name} (${count})`);
  const others = names.length - shown.length;
  return `Answers of ${shown.join(', ')}${others > 0 ? ` and ${others} more` : ''}`;
}

/** As many as there is room for. */
function remarksOf(answers: readonly AcceptedAnswer[]): string {
  const texts = answers
    .filter(({ remark }) => remark !== '')
    .map(({ account, remark }) => `${account}: ${remark.replaceAll(/\s+/g, ' ')}`);
  if (texts.length === 0) return '';
  const all = texts.join('; ');
  return `Remarks: ${all.length <= LONGEST_REMARKS ? all : `${all.slice(0, LONGEST_REMARKS - 1)}…`}`;
}
