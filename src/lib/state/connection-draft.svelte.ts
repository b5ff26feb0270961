import type { AuthorizationForm, ConnectionField, ConnectionForm, ListForm } from '../catalog/connection-form';
import type { AddressProblem } from '../model/app-error';
import type { Connection, ConnectorId } from '../model/connection';
import { systemAddress } from '../model/system-address';
import { systemErrorMessage } from './system-error-message';

/** As typed: nothing is checked yet. */
interface Typed {
  readonly connectorId: ConnectorId;
  readonly address: string;
  readonly list: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly withGroups: boolean;
  readonly signIn: Connection['signIn'];
  readonly clientId: string;
  readonly allowsLocalHttp: boolean;
}

/** `address`, `clientId`, or a field's id. */
export type FieldId = string;

/** A connection while it is filled in. */
export class ConnectionDraft {
  readonly forms: readonly [ConnectionForm, ...ConnectionForm[]];
  #saved: Connection | undefined;
  #typed: Typed;
  /** Fields that were left, so that nothing is called wrong before it was typed. */
  #left = $state.raw<ReadonlySet<FieldId>>(new Set());

  readonly #problems = $derived.by(() => problemsOf(this.form, this.list, this.#typed));

  /** The first of the forms is chosen until a person chooses. */
  constructor(forms: readonly [ConnectionForm, ...ConnectionForm[]], saved?: Connection) {
    this.forms = forms;
    this.#saved = $state.raw(saved);
    this.#typed = $state.raw(saved ?? blank(forms[0]));
  }

  get typed(): Typed {
    return this.#typed;
  }

  get saved(): Connection | undefined {
    return this.#saved;
  }

  get form(): ConnectionForm {
    return this.forms.find(({ connectorId }) => connectorId === this.#typed.connectorId) ?? this.forms[0];
  }

  get list(): ListForm | undefined {
    const { lists } = this.form;
    return lists.find(({ id }) => id === this.#typed.list) ?? lists[0];
  }

  /** What is asked for beside the address. */
  get fields(): readonly ConnectionField[] {
    return fieldsOf(this.form, this.list);
  }

  /** Where signing in is offered and chosen. */
  get authorization(): AuthorizationForm | undefined {
    return this.#typed.signIn === 'authorize' ? this.form.authorization : undefined;
  }

  /** Undefined where nothing is wrong, or nothing was typed yet. */
  problem(field: FieldId): string | undefined {
    return this.#left.has(field) ? this.#problems[field] : undefined;
  }

  get problemCount(): number {
    return Object.keys(this.#problems).filter((field) => this.#left.has(field)).length;
  }

  /** As it would be kept; undefined while something is wrong or missing. */
  get value(): Connection | undefined {
    if (Object.keys(this.#problems).length > 0) return undefined;
    return valueOf(this.form, this.list, this.#typed);
  }

  get isChanged(): boolean {
    const before = this.#saved ?? blank(this.forms[0]);
    return JSON.stringify(sorted(this.#typed)) !== JSON.stringify(sorted(before));
  }

  set(change: Partial<Typed>): void {
    this.#typed = { ...this.#typed, ...change };
  }

  setField(id: FieldId, value: string): void {
    this.set({ fields: { ...this.#typed.fields, [id]: value } });
  }

  /** Another system has another form: what was typed for this one does not fit. */
  setSystem(connectorId: ConnectorId): void {
    const form = this.forms.find((one) => one.connectorId === connectorId);
    if (!form || form === this.form) return;
    this.#left = new Set();
    this.#typed = this.#saved?.connectorId === connectorId ? this.#saved : blank(form);
  }

  leave(field: FieldId): void {
    this.#left = new Set(this.#left).add(field);
  }

  /** Shows what is wrong everywhere. */
  leaveAll(): void {
    this.#left = new Set(['address', 'clientId', ...this.fields.map(({ id }) => id)]);
  }

  /** What is kept now. An unchanged draft follows it; a changed one stays as the person left it. */
  follow(saved: Connection | undefined): void {
    const { isChanged } = this;
    this.#saved = saved;
    if (!isChanged) this.reset();
  }

  /** It was saved as it is: the kept form of it is shown. */
  settle(saved: Connection | undefined): void {
    this.#saved = saved;
    this.reset();
  }

  reset(): void {
    this.#left = new Set();
    this.#typed = this.#saved ?? blank(this.forms[0]);
  }
}

function blank({ connectorId, address, fields, lists, authorization }: ConnectionForm): Typed {
  const asked = [...fields, ...lists.flatMap((list) => list.fields)];
  return {
    connectorId,
    address: address.fixed ?? address.default ?? '',
    list: lists[0]?.id ?? '',
    fields: Object.fromEntries(asked.map(({ id, default: value = '' }) => [id, value])),
    withGroups: false,
    signIn: authorization ? 'authorize' : 'token',
    clientId: '',
    allowsLocalHttp: false
  };
}

function fieldsOf(form: ConnectionForm, list: ListForm | undefined): readonly ConnectionField[] {
  return [...form.fields, ...(list?.fields ?? [])];
}

function problemsOf(form: ConnectionForm, list: ListForm | undefined, typed: Typed): Readonly<Record<FieldId, string>> {
  const problems: Record<FieldId, string> = {};
  const address = systemAddress(typed.address, typed.allowsLocalHttp);
  if (!address.ok) problems.address = addressProblem(typed.address, address.error);
  for (const { id, label, isRequired } of fieldsOf(form, list)) {
    if (isRequired && (typed.fields[id] ?? '').trim() === '') problems[id] = `${label} is needed.`;
  }
  if (form.authorization && typed.signIn === 'authorize' && typed.clientId.trim() === '') {
    problems.clientId = 'The client ID is needed to sign in.';
  }
  return problems;
}

function addressProblem(text: string, problem: AddressProblem): string {
  if (text.trim() === '') return 'The address is needed.';
  const { title, remedy } = systemErrorMessage({ kind: 'system-address', problem });
  return `${title} ${remedy}`;
}

/** Whether groups may come with the list. */
export function hasGroups(form: ConnectionForm, list: ListForm | undefined): boolean {
  return form.offers.groups && !list?.hasNoGroups;
}

/** Without what the form does not ask for. */
function valueOf(form: ConnectionForm, list: ListForm | undefined, typed: Typed): Connection {
  const address = systemAddress(typed.address, typed.allowsLocalHttp);
  const asked = fieldsOf(form, list).map(({ id }) => [id, (typed.fields[id] ?? '').trim()] as const);
  const isAuthorizing = form.authorization !== undefined && typed.signIn === 'authorize';
  return {
    connectorId: form.connectorId,
    address: address.ok ? address.value : typed.address,
    list: list?.id ?? '',
    fields: Object.fromEntries(asked.filter(([, value]) => value !== '')),
    withGroups: hasGroups(form, list) && typed.withGroups,
    signIn: isAuthorizing ? 'authorize' : 'token',
    clientId: isAuthorizing ? typed.clientId.trim() : '',
    allowsLocalHttp: typed.allowsLocalHttp
  };
}

function sorted({ fields, ...rest }: Typed): readonly unknown[] {
  return [
    Object.entries(rest).toSorted(),
    Object.entries(fields)
      .filter(([, value]) => value !== '')
      .toSorted()
  ];
}
