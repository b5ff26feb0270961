import { renamed, type AppAccount } from './app-account';
import { mailboxPart, spelledOut, withoutMarks } from './latin-spelling';
import { nickname } from './nicknames';
import { MAIL_DOMAIN, OLD_MAIL_DOMAIN, type Person } from './person';
import type { Random } from './random';

/** One way in which an account differs from its owner's record. */
export type Soil = (account: AppAccount, owner: Person, random: Random) => AppAccount;

const PRIVATE_DOMAINS = ['freemail.example', 'postbox.example', 'inbox.example'];

/** Every way apps get people wrong that the sample has, each seen in real exports. */
export const SOILS = {
  clean: (account) => account,

  otherCase: (account, _owner, random) => {
    const [local = '', domain = ''] = account.email.split('@');
    const capitals = local.replace(/(^|[.-])[a-z]/g, (letters) => letters.toUpperCase());
    return { ...account, email: random.chance(0.4) ? account.email.toUpperCase() : `${capitals}@${domain}` };
  },

  strayBlanks: (account, _owner, random) =>
    random.chance(0.5)
      ? { ...account, email: `${account.email} `, displayName: `${account.displayName}  ` }
      : { ...account, given: ` ${account.given}`, family: `${account.family}\u00a0`, email: `\u200b${account.email}` },

  oldMailDomain: (account, owner, random) => {
    const isSpelledOut = random.chance(0.3);
    const moved = { ...account, email: owner.email.replace(MAIL_DOMAIN, OLD_MAIL_DOMAIN) };
    return isSpelledOut ? renamed(moved, spelledOut(owner.given), spelledOut(owner.family)) : moved;
  },

  privateMail: (account, owner, random) => ({
    ...account,
    email: `${mailboxPart(owner.latinGiven)}${mailboxPart(owner.latinFamily).slice(0, 6)}${random.digits(2)}@${random.pick(PRIVATE_DOMAINS)}`
  }),

  nickname: (account, owner) => {
    const short = nickname(owner.given) ?? nickname(owner.latinGiven) ?? `${owner.latinGiven.slice(0, 1)}.`;
    const email = `${mailboxPart(short) || mailboxPart(owner.latinGiven)}.${mailboxPart(owner.latinFamily)}@${OLD_MAIL_DOMAIN}`;
    return renamed({ ...account, email }, short, owner.family);
  },

  swappedNames: (account, owner) => {
    const swapped = renamed(account, owner.family, owner.given);
    return {
      ...swapped,
      email: `${mailboxPart(owner.latinFamily)}.${mailboxPart(owner.latinGiven)}@${OLD_MAIL_DOMAIN}`
    };
  },

  /** The other script, or no marks at all. */
  otherScript: (account, owner) => {
    const email = `${mailboxPart(owner.latinGiven).slice(0, 1)}${mailboxPart(owner.latinFamily)}@${OLD_MAIL_DOMAIN}`;
    return renamed({ ...account, email }, withoutMarks(owner.latinGiven), withoutMarks(owner.latinFamily));
  },

  /** The name and address from before a marriage. */
  formerName: (account, owner) =>
    owner.formerFamily
      ? renamed({ ...account, email: owner.otherEmail }, owner.latinGiven, owner.formerFamily)
      : account,

  typingError: (account, owner, random) => {
    const at = 1 + random.below(Math.max(1, owner.latinFamily.length - 2));
    const family = owner.latinFamily.slice(0, at) + owner.latinFamily.slice(at + 1);
    return renamed({ ...account, email: '' }, owner.given, family);
  },

  otherDepartment: (account) => ({ ...account, email: '', department: 'Head office' })
} as const satisfies Record<string, Soil>;

export type SoilName = keyof typeof SOILS;
