import type { UserDraftProblem } from '../model/app-error';
import { USER_DRAFT_LIMITS, type UserDraft } from '../model/user-draft';

export type DraftAttribute = keyof UserDraft & UserDraftProblem['attribute'];

export const DRAFT_FIELDS: readonly { readonly attribute: DraftAttribute; readonly label: string }[] = [
  { attribute: 'userName', label: 'Username' },
  { attribute: 'email', label: 'E-mail' },
  { attribute: 'givenName', label: 'First name' },
  { attribute: 'familyName', label: 'Last name' },
  { attribute: 'displayName', label: 'Display name' }
];

const MAIL_SHAPE = /^[^\s@]+@[^\s@]+\.[^\s@.]+$/u;

/** What can be said of a value while it is typed; whether it is taken, only the engine knows. */
export function draftProblem(attribute: DraftAttribute, draft: UserDraft): UserDraftProblem['problem'] | undefined {
  const text = draft[attribute].trim();
  if (draft[attribute].length > USER_DRAFT_LIMITS[attribute]) return 'too-long';
  if (attribute === 'userName' && text === '') return 'missing';
  if (attribute === 'email' && text !== '' && !MAIL_SHAPE.test(text)) return 'malformed';
  const hasName = `${draft.displayName}${draft.givenName}${draft.familyName}`.trim() !== '';
  return attribute === 'displayName' && !hasName ? 'missing' : undefined;
}

export function problemWords({ attribute, problem }: UserDraftProblem): string {
  const label = DRAFT_FIELDS.find((field) => field.attribute === attribute)?.label ?? attribute;
  switch (problem) {
    case 'missing':
      return `${label} is needed.`;
    case 'taken':
      return `Another user of this domain has this ${attribute === 'email' ? 'e-mail' : label.toLowerCase()}.`;
    case 'malformed':
      return attribute === 'email'
        ? 'An e-mail looks like name@company.example.'
        : `${label} has characters that cannot be used.`;
    case 'too-long':
      return `At most ${USER_DRAFT_LIMITS[attribute]} characters.`;
  }
}

/** The form of a new user, made from an account. */
export class NewUser {
  readonly draft: Record<DraftAttribute, string>;
  /** What the engine refused, with the value that it refused: another value may be fine. */
  #refused = $state.raw<readonly (UserDraftProblem & { readonly value: string })[]>([]);
  #isSubmitting = $state(false);

  constructor(prefill: UserDraft) {
    this.draft = $state({ ...prefill });
  }

  get isSubmitting(): boolean {
    return this.#isSubmitting;
  }

  get isReady(): boolean {
    return !this.#isSubmitting && DRAFT_FIELDS.every(({ attribute }) => this.problemOf(attribute) === undefined);
  }

  problemOf(attribute: DraftAttribute): string | undefined {
    const value = this.draft[attribute];
    const typed = draftProblem(attribute, this.draft);
    if (typed) return problemWords({ attribute, problem: typed });
    const refused = this.#refused.find((one) => one.attribute === attribute && one.value === value);
    return refused && problemWords(refused);
  }

  async submit(create: (draft: UserDraft) => Promise<readonly UserDraftProblem[]>): Promise<void> {
    this.#isSubmitting = true;
    try {
      const draft = { ...this.draft };
      const problems = await create(draft);
      this.#refused = problems.map((problem) => ({ ...problem, value: draft[problem.attribute] }));
    } finally {
      this.#isSubmitting = false;
    }
  }
}
