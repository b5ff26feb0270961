import type { Culture, SampleName } from './culture';
import { CULTURES_OF_EUROPE } from './cultures-of-europe';
import { CULTURES_OF_THE_WORLD } from './cultures-of-the-world';
import { mailboxPart } from './latin-spelling';
import { nickname } from './nicknames';
import { MAIL_DOMAIN, OLD_MAIL_DOMAIN, type Person } from './person';
import type { Random } from './random';
import { DEPARTMENTS, OFFICES, SERVICE_ACCOUNTS } from './workplaces';

const CULTURES: readonly Culture[] = [...CULTURES_OF_EUROPE, ...CULTURES_OF_THE_WORLD];
const SINGLE_NAME_TRIES = 6;
const NAMESAKE_SHARE = 0.06;

interface FullName {
  readonly given: SampleName;
  readonly family: SampleName;
  readonly isFamilyFirst: boolean;
}

/** What a person is made from; the rest is drawn. */
interface PersonSketch {
  readonly name: FullName;
  readonly department: (typeof DEPARTMENTS)[number];
  readonly office: (typeof OFFICES)[number];
  readonly formerFamily?: SampleName;
  /** Somebody who left and whose address this person got. */
  readonly heirOf?: Person;
}

/** Hires people one by one; remembers which user names, mailboxes and full names are taken. */
export class Hiring {
  readonly #random: Random;
  readonly #userNames = new Set<string>();
  readonly #mailboxes = new Set<string>();
  readonly #fullNames = new Set<string>();
  #lastNumber = 1000;

  constructor(random: Random) {
    this.#random = random;
  }

  hire(): Person {
    const name = this.#fullName();
    const isMarried = this.#random.chance(0.016);
    return this.#person({ ...this.#post(), name, ...(isMarried && { formerFamily: this.#fullName().family }) });
  }

  /** Same family, same first letter, same day: easily taken for one another. */
  hireTwins(): readonly [Person, Person] {
    const culture = this.#random.weighted(CULTURES);
    const siblings = this.#random.shuffled(this.#random.chance(0.5) ? culture.women : culture.men);
    const one = siblings[0] ?? this.#random.pick(culture.women);
    const other = siblings.find((name) => name !== one && name.latin[0] === one.latin[0]) ?? siblings[1] ?? one;
    const family = this.#random.pick(culture.families);
    const isFamilyFirst = culture.isFamilyFirst ?? false;
    const post = this.#post();
    const twin = (given: SampleName) => this.#person({ ...post, name: { given, family, isFamilyFirst } });
    return [twin(one), twin(other)];
  }

  /** The same name in both offices called Newcastle, in different departments. */
  hireNamesakes(): readonly [Person, Person] {
    const name = this.#fullName();
    const [here, there] = OFFICES.filter((office) => office.name === 'Newcastle');
    const post = this.#post();
    const other = this.#random.pick(DEPARTMENTS.filter((department) => department !== post.department));
    return [
      this.#person({ name, department: post.department, office: here ?? post.office }),
      this.#person({ name, department: other, office: there ?? post.office })
    ];
  }

  /** Somebody with the name and the very address of a person who left. */
  hireHeir(gone: Person): Person {
    const given = { native: gone.given, latin: gone.latinGiven };
    const family = { native: gone.family, latin: gone.latinFamily };
    return this.#person({ ...this.#post(), name: { given, family, isFamilyFirst: false }, heirOf: gone });
  }

  serviceAccount(index: number): Person {
    const base = SERVICE_ACCOUNTS[index % SERVICE_ACCOUNTS.length] ?? 'service';
    const round = Math.floor(index / SERVICE_ACCOUNTS.length);
    const userName = this.#free(this.#userNames, `svc-${base}${round > 0 ? `-${round + 1}` : ''}`);
    return {
      ...this.#person({ ...this.#post(), name: this.#fullName() }),
      given: '',
      family: userName,
      latinGiven: '',
      latinFamily: userName,
      displayName: userName,
      userName,
      email: this.#random.chance(0.4) ? `${userName}@${MAIL_DOMAIN}` : '',
      otherEmail: '',
      formerFamily: '',
      department: 'IT',
      title: 'Service account',
      phone: '',
      userType: 'Service'
    };
  }

  #post(): Pick<PersonSketch, 'department' | 'office'> {
    return { department: this.#random.weighted(DEPARTMENTS), office: this.#random.weighted(OFFICES) };
  }

  /** Mostly one that nobody has yet; where that fails, a second family name rather than a namesake. */
  #fullName(): FullName {
    for (let attempt = 1; ; attempt++) {
      const culture = this.#random.weighted(CULTURES);
      const isWoman = this.#random.chance(0.5);
      const given = this.#random.pick(isWoman ? culture.women : culture.men);
      const single = bornBy(isWoman, culture, this.#random.pick(culture.families));
      const family =
        attempt > SINGLE_NAME_TRIES
          ? joined(single, bornBy(isWoman, culture, this.#random.pick(culture.families)))
          : single;
      const key = given.latin + family.latin;
      if (this.#fullNames.has(key) && !this.#random.chance(NAMESAKE_SHARE)) continue;
      this.#fullNames.add(key);
      return { given, family, isFamilyFirst: culture.isFamilyFirst ?? false };
    }
  }

  #person({ name, department, office, formerFamily, heirOf }: PersonSketch): Person {
    const random = this.#random;
    const { given, family } = name;
    const mailbox = `${mailboxPart(given.latin)}.${mailboxPart(family.latin)}`;
    const email = heirOf?.email ?? `${this.#free(this.#mailboxes, mailbox)}@${MAIL_DOMAIN}`;
    // Field by field: spreading 10,000 times takes three times as long.
    const shown = this.#shownName(name);
    return {
      given: shown.given,
      family: shown.family,
      displayName: shown.displayName,
      externalId: [8, 4, 4, 4, 12].map((length) => random.hex(length)).join('-'),
      employeeNumber: String((this.#lastNumber += 1 + random.below(3))).padStart(8, '0'),
      latinGiven: given.latin,
      latinFamily: family.latin,
      userName: this.#userName(given.latin, family.latin),
      email,
      otherEmail: this.#otherEmail(email, given, formerFamily),
      formerFamily: formerFamily?.latin ?? '',
      department: department.name,
      title: random.pick(department.titles),
      office: office.name,
      phone: random.chance(0.8) ? `${office.dial} ${random.digits(3)} ${random.digits(4)}` : '',
      userType: random.chance(0.09) ? 'Contractor' : 'Employee',
      isActive: !random.chance(0.05)
    };
  }

  /** The directory holds some names in the person's own script and some in transcription; some go by a short form. */
  #shownName({ given, family, isFamilyFirst }: FullName): Pick<Person, 'given' | 'family' | 'displayName'> {
    const isNative = this.#random.chance(0.4);
    const shownGiven = isNative ? given.native : given.latin;
    const shownFamily = isNative ? family.native : family.latin;
    const called = this.#random.chance(0.07) ? (nickname(shownGiven) ?? shownGiven) : shownGiven;
    const displayName = isFamilyFirst && isNative ? `${shownFamily} ${called}` : `${called} ${shownFamily}`;
    return { given: shownGiven, family: shownFamily, displayName };
  }

  /** The address from before a marriage or, for a few, from before the group was renamed. */
  #otherEmail(email: string, given: SampleName, formerFamily: SampleName | undefined): string {
    if (formerFamily) return `${mailboxPart(given.latin)}.${mailboxPart(formerFamily.latin)}@${MAIL_DOMAIN}`;
    return this.#random.chance(0.03) ? email.replace(MAIL_DOMAIN, OLD_MAIL_DOMAIN) : '';
  }

  /** First letter and family name, at most 12 letters, as old systems want it. */
  #userName(given: string, family: string): string {
    const base = (mailboxPart(given).slice(0, 1) + mailboxPart(family).replaceAll('-', '')).slice(0, 12);
    return this.#free(this.#userNames, base.padEnd(3, 'x'));
  }

  #free(taken: Set<string>, base: string): string {
    let text = base;
    for (let number = 2; taken.has(text); number++) text = base + number;
    taken.add(text);
    return text;
  }
}

function bornBy(isWoman: boolean, culture: Culture, family: SampleName): SampleName {
  const { feminine } = culture;
  return isWoman && feminine ? { native: feminine(family.native), latin: feminine(family.latin) } : family;
}

function joined(one: SampleName, other: SampleName): SampleName {
  return { native: `${one.native}-${other.native}`, latin: `${one.latin}-${other.latin}` };
}
