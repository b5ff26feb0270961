import type { UnconfirmedReason } from '../../model/unconfirmed-reason';
import { markOf, MOST_CHOICES, type AskedPerson, type Question } from './question';

/** Headers of the columns that are read again; the others are for who is asked. */
export const HEADER = {
  app: 'App',
  key: 'Account',
  answer: 'Your answer',
  by: 'Answered by',
  remark: 'Remark',
  mark: 'For Muster: please leave'
} as const;

export const NOBODY = 'nobody';
export const NEW_USER = 'new user';

export interface SheetColumn {
  readonly header: string;
  /** In characters. */
  readonly width: number;
  /** To be filled in by who is asked. */
  readonly isAnswer?: boolean;
  readonly isHidden?: boolean;
  readonly cell: (question: Question) => string;
}

const ASKED_WHY: Record<UnconfirmedReason, string> = {
  vanished: 'It is missing from the newest list of the app.',
  deferred: 'It was left for you to say.',
  changed: 'It has changed since it was decided.',
  multiple: 'Several users fit: which of them is it?',
  contradicted: 'What we compared points at different users.',
  conflict: 'The user who fits has another account of this app.',
  'deactivated-candidate': 'The user who fits is no longer active.',
  partial: 'A user is much alike, but nothing proves that it is the same person.',
  'no-match': 'We found no user for it.',
  waits: 'A user fits; please confirm.'
};

function askedWhy({ reason, closest }: Question): string {
  return closest ? `${ASKED_WHY[reason]} Choice 1 has ${closest}.` : ASKED_WHY[reason];
}

/** In the order of the sheet. */
export const COLUMNS: readonly SheetColumn[] = [
  { header: HEADER.app, width: 14, cell: ({ appName }) => appName },
  { header: HEADER.key, width: 22, cell: ({ account }) => account.key },
  { header: 'Name', width: 24, cell: ({ account }) => account.name },
  { header: 'Username', width: 24, cell: ({ account }) => account.userName },
  { header: 'E-mail', width: 30, cell: ({ account }) => account.email },
  { header: 'Department', width: 16, cell: ({ account }) => account.department },
  { header: 'Why we ask', width: 34, cell: askedWhy },
  { header: HEADER.answer, width: 14, isAnswer: true, cell: () => '' },
  { header: HEADER.by, width: 16, isAnswer: true, cell: () => '' },
  { header: HEADER.remark, width: 22, isAnswer: true, cell: () => '' },
  ...Array.from({ length: MOST_CHOICES }, (_, i) => ({
    header: choiceHeader(i),
    width: 36,
    cell: ({ candidates }: Question) => (i < candidates.length ? choiceText(candidates[i]) : '')
  })),
  { header: HEADER.mark, width: 12, isHidden: true, cell: markOf }
];

/** Of the choice at a place, from 0. */
export function choiceHeader(place: number): string {
  return `Choice ${place + 1}`;
}

export function choiceText({ name, userName, email, department, isActive }: AskedPerson): string {
  const parts = [name, userName, email, department, isActive ? '' : 'not active'];
  return parts.filter((part) => part !== '').join(' · ');
}

/** What can be answered, where so many users are offered. */
export function choices(count: number): readonly string[] {
  return [...Array.from({ length: count }, (_, i) => String(i + 1)), NOBODY, NEW_USER];
}

export const HOW_TO_ANSWER: readonly string[] = [
  'How to answer',
  '',
  `Each row of the first sheet is an account. Please write into the column “${HEADER.answer}”:`,
  'a number from 1 to 9, for the user in the column “Choice” of that number: the account belongs to that user',
  `${NEW_USER}, if the account belongs to a person who is not among the users: one is made`,
  `${NOBODY}, if the account belongs to no person: it is left alone`,
  'nothing, if you cannot say: it stays open',
  '',
  `“${HEADER.by}” is for your name, “${HEADER.remark}” for whatever we should know.`,
  'Rows can be sorted, filtered and removed as a whole. Please change nothing else in them, and keep the hidden last column:',
  'by it the answer is told from all others. Answers that do not fit any more are not taken; we ask again.'
];
