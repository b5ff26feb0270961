import type { Random } from '../../../src/lib/sample/random';
import { times } from '../../../src/lib/sample/times';
import { DEPARTMENTS, OFFICES } from '../../../src/lib/sample/workplaces';
import { type Employee, FIRM_DOMAIN, partsOf, shortForm } from './employee';
import { type FullName, NamePool } from './name-pool';
import { USERNAME_PATTERNS } from './username-patterns';

const TWIN_SHARE = 0.004;
const NAMESAKE_SHARE = 0.006;
const HEIR_SHARE = 0.015;
/** Per user of the directory. */
const LEAVER_SHARE = 0.25;

export interface Staff {
  /** In the order of the directory. */
  readonly people: readonly Employee[];
  /** Gone and not in the directory any more; apps still have them. */
  readonly leavers: readonly Employee[];
  /** Gone; somebody of the same name has the mailbox now. */
  readonly reused: readonly Employee[];
}

/** Draws the people of a firm, so that userName and mailbox are each one person's at a time. */
export class StaffDraw {
  readonly #random: Random;
  readonly #names: NamePool;
  readonly #userNames = new Set<string>();
  readonly #mailboxes = new Set<string>();
  #lastNumber = 10_000;

  constructor(random: Random) {
    this.#random = random;
    this.#names = new NamePool(random);
  }

  draw(count: number): Staff {
    const share = (part: number) => Math.round(count * part);
    const reused = times(share(HEIR_SHARE), () => this.#employee(this.#names.draw()));
    const heirs = reused.map((gone) => this.#heir(gone));
    const twins = times(share(TWIN_SHARE), () => this.#twins()).flat();
    const namesakes = times(share(NAMESAKE_SHARE), () => this.#namesakes()).flat();
    const rest = count - heirs.length - twins.length - namesakes.length;
    const ordinary = times(Math.max(0, rest), () => this.#employee(this.#names.draw()));
    const people = this.#random.shuffled([...ordinary, ...heirs, ...twins, ...namesakes]).slice(0, count);
    const leavers = times(share(LEAVER_SHARE), () => this.#employee(this.#names.draw()));
    return { people, leavers, reused };
  }

  /** The same name, mostly without a second first name, and the mailbox that became free. */
  #heir(gone: Employee): Employee {
    const name = { ...gone.name, given: gone.name.given.slice(0, 1), former: undefined };
    return { ...this.#employee(name), email: gone.email };
  }

  #twins(): readonly [Employee, Employee] {
    const [one, other] = this.#names.twins().map((name) => this.#employee(name)) as [Employee, Employee];
    const { department, title, office, startDate } = one;
    return [one, { ...other, department, title, office, startDate }];
  }

  /** One name in two offices and departments. */
  #namesakes(): readonly [Employee, Employee] {
    const name = this.#names.draw();
    const one = this.#employee(name);
    const other = this.#employee(name);
    const department = this.#random.pick(DEPARTMENTS.filter((entry) => entry.name !== one.department));
    return [one, { ...other, department: department.name, title: this.#random.pick(department.titles) }];
  }

  #employee(name: FullName): Employee {
    const random = this.#random;
    const department = random.weighted(DEPARTMENTS);
    const office = random.weighted(OFFICES);
    const employeeNumber = String((this.#lastNumber += 1 + random.below(5))).padStart(7, '0');
    const digits = random.digits(4);
    const parts = partsOf({ name, employeeNumber, digits }, name.family);
    const pattern = USERNAME_PATTERNS[random.chance(0.8) ? 1 : random.below(8)] ?? USERNAME_PATTERNS[1];
    return {
      name,
      calledBy: shortForm(name),
      userName: this.#free(this.#userNames, pattern?.(parts) ?? ''),
      email: `${this.#free(this.#mailboxes, `${parts.first}.${parts.wholeLast}`)}@${FIRM_DOMAIN}`,
      formerEmail: this.#formerEmail(name),
      employeeNumber,
      phone: `${office.dial} ${random.digits(3)} ${random.digits(4)}`,
      department: department.name,
      title: random.pick(department.titles),
      office: office.name,
      startDate: this.#date(),
      digits
    };
  }

  #formerEmail(name: FullName): string {
    if (!name.former) return '';
    const parts = partsOf({ name, employeeNumber: '', digits: '' }, [name.former]);
    return `${this.#free(this.#mailboxes, `${parts.first}.${parts.wholeLast}`)}@${FIRM_DOMAIN}`;
  }

  #date(): string {
    const two = (value: number) => String(value).padStart(2, '0');
    const below = (end: number) => this.#random.below(end);
    return `${1990 + below(36)}-${two(1 + below(12))}-${two(1 + below(28))}`;
  }

  #free(taken: Set<string>, wanted: string): string {
    const base = wanted.length < 3 ? wanted.padEnd(3, 'x') : wanted;
    let text = base;
    for (let number = 2; taken.has(text); number++) text = base + number;
    taken.add(text);
    return text;
  }
}
