import type { BlindVerdict } from '../protocol/suggestion-api';
import type { KeyHint } from './commands.svelte';

const GROUP = 'Looking at pairs';

/** For the key sheet. */
export const BLIND_HINTS: readonly KeyHint[] = [
  { keys: 'y', label: 'Same person', group: GROUP },
  { keys: 'n', label: 'Different people', group: GROUP },
  { keys: 'u', label: 'Unsure', group: GROUP },
  { keys: '← →', label: 'Previous or next pair', group: GROUP }
];

const VERDICT_OF_KEY: Readonly<Record<string, BlindVerdict>> = { y: 'right', n: 'wrong', u: 'unsure' };

/** What a review can be told by a key. */
export interface BlindAnswers {
  answer(verdict: BlindVerdict): void;
  move(by: 1 | -1): void;
}

/** False: the key means nothing to a review. */
export function pressBlindKey(key: string, answers: BlindAnswers): boolean {
  const verdict = VERDICT_OF_KEY[key];
  if (verdict) answers.answer(verdict);
  else if (key === 'ArrowRight') answers.move(1);
  else if (key === 'ArrowLeft') answers.move(-1);
  else return false;
  return true;
}
