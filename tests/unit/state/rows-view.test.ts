import { FLAGS } from '../../../src/lib/model/flag';
import { beforeEach, describe, expect, it } from 'vitest';
import { asId, asRow, type AppId } from '../../../src/lib/model/ids';
import { SHOWN_SITUATIONS } from '../../../src/lib/model/situation';
import { STATUSES } from '../../../src/lib/model/status';
import {
  FIRST_ROWS,
  type RowWindow,
  type UserRow,
  type ViewQuery,
  type ViewState
} from '../../../src/lib/protocol/view';
import { RowsView, type RowsPort } from '../../../src/lib/state/rows-view.svelte';

function zeros<Key extends string>(keys: readonly Key[]): Record<Key, number> {
  return Object.fromEntries(keys.map((key) => [key, 0])) as Record<Key, number>;
}

function stateOf(viewId: number, total: number, isComplete = true): ViewState {
  return {
    viewId,
    total,
    isComplete,
    situations: zeros(SHOWN_SITUATIONS),
    statuses: zeros(STATUSES),
    flags: zeros(FLAGS),
    scoreBins: [],
    found: total
  };
}

function userAt(row: number, text: string): UserRow {
  const name = `${text}${row}`;
  return {
    row: asRow(row),
    displayName: name,
    userName: name,
    email: '',
    department: '',
    title: '',
    isActive: true,
    isCreatedHere: false
  };
}

/** An engine of users named after the search text. Answers wait until `answer` is called. */
class SlowEngine implements RowsPort {
  readonly opened: string[] = [];
  /** Rows asked for together with the view. */
  readonly wanted: number[] = [];
  readonly windows: { viewId: number; start: number; end: number }[] = [];
  #waiting: (() => void)[] = [];
  #texts = new Map<number, string>();
  total = 1_000;
  isComplete = true;

  async openView(_slot: string, query: ViewQuery, wantedRows = 0) {
    this.opened.push(query.text);
    this.wanted.push(wantedRows);
    await this.#turn();
    const viewId = this.opened.length;
    this.#texts.set(viewId, query.text);
    const first = this.#window(viewId, 0, wantedRows);
    return { ok: true as const, value: { ...stateOf(viewId, this.total, this.isComplete), first } };
  }

  async readWindow(viewId: number, start: number, end: number): Promise<RowWindow> {
    this.windows.push({ viewId, start, end });
    await this.#turn();
    return this.#window(viewId, start, end);
  }

  #window(viewId: number, start: number, end: number): RowWindow {
    const length = Math.max(0, Math.min(end, this.total) - start);
    const text = this.#texts.get(viewId) ?? '?';
    return { kind: 'users', start, rows: Array.from({ length }, (_, offset) => userAt(start + offset, text)) };
  }

  #turn(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Answers all calls, and those that follow from the answers. */
  async answer(): Promise<void> {
    for (let rounds = 0; rounds < 20; rounds++) {
      for (const resolve of this.#waiting.splice(0)) resolve();
      await new Promise((resolve) => setTimeout(resolve));
    }
  }
}

const ask = (text: string): ViewQuery => ({ kind: 'users', domainId: asId('d'), text });

describe('rows of a view', () => {
  let engine: SlowEngine;
  let replaced: boolean[];
  let view: RowsView<UserRow>;

  beforeEach(() => {
    engine = new SlowEngine();
    replaced = [];
    view = new RowsView<UserRow>({
      port: engine,
      slot: 'users',
      rowsOf: (window) => (window.kind === 'users' ? window.rows : []),
      onReplaced: (isNewQuestion) => replaced.push(isNewQuestion)
    });
  });

  it('has the first rows as soon as it has a total, without asking for them', async () => {
    view.open(ask('a'));
    await engine.answer();
    expect(view.total).toBe(1_000);
    expect(view.rowAt(0)?.displayName).toBe('a0');
    expect(view.rowAt(FIRST_ROWS - 1)?.displayName).toBe(`a${FIRST_ROWS - 1}`);
    expect(engine.windows).toEqual([]);
    expect(replaced).toEqual([true]);
  });

  it('asks only the newest of questions that were typed while one was in flight', async () => {
    for (const text of ['a', 'ab', 'abc', 'abcd']) view.open(ask(text));
    await engine.answer();
    expect(engine.opened).toEqual(['a', 'abcd']);
    expect(view.rowAt(0)?.displayName).toBe('abcd0');
  });

  it('keeps the old rows on the screen until the new ones are here', async () => {
    view.open(ask('a'));
    await engine.answer();
    view.open(ask('b'));
    expect(view.rowAt(0)?.displayName).toBe('a0');
    await engine.answer();
    expect(view.rowAt(0)?.displayName).toBe('b0');
  });

  it('reads what comes into sight, and only the last place of a quick scroll', async () => {
    view.open(ask('a'));
    await engine.answer();
    engine.windows.length = 0;
    for (const start of [300, 400, 500, 600, 900]) view.need(start, start + 20);
    await engine.answer();
    expect(engine.windows.length).toBe(2);
    expect(view.rowAt(905)?.displayName).toBe('a905');
    expect(view.rowAt(505)).toBeUndefined();
  });

  it('tells the same question asked again from a new one, and reads around what is in sight', async () => {
    view.open(ask('a'));
    await engine.answer();
    view.need(500, 520);
    await engine.answer();
    view.open(ask('a'));
    await engine.answer();
    expect(replaced).toEqual([true, false]);
    expect(engine.wanted).toEqual([FIRST_ROWS, 0]);
    expect(view.rowAt(510)?.displayName).toBe('a510');
  });

  it('drops rows of a view that was replaced meanwhile', async () => {
    view.open(ask('a'));
    await engine.answer();
    view.need(700, 720);
    view.open(ask('b'));
    await engine.answer();
    expect(view.rowAt(705)?.displayName ?? 'b705').toBe('b705');
  });

  it('reads on when a search that was still running has found more', async () => {
    engine.total = 10;
    view.open(ask('a'));
    await engine.answer();
    expect(view.rowAt(15)).toBeUndefined();
    engine.total = 40;
    view.receive(stateOf(1, 40));
    await engine.answer();
    expect(view.total).toBe(40);
    expect(view.rowAt(15)?.displayName).toBe('a15');
  });

  it('keeps the place in the list while the same rows are being found again', async () => {
    view.open(ask('a'));
    await engine.answer();
    view.need(900, 920);
    await engine.answer();
    engine.isComplete = false;
    engine.total = 200;
    view.open(ask('a'));
    await engine.answer();
    expect(view.total).toBe(1_000);
    engine.total = 999;
    view.receive(stateOf(2, 999));
    await engine.answer();
    expect(view.total).toBe(999);
    expect(view.rowAt(910)?.displayName).toBe('a910');
  });

  it('takes counts that arrive before the answer that names their view', async () => {
    view.open(ask('a'));
    engine.total = 77;
    view.receive(stateOf(1, 99));
    await engine.answer();
    expect(view.total).toBe(99);
  });

  it('ignores counts of other views, and asks again for rows of an unknown app without going round', async () => {
    engine.total = 0;
    view.open({ kind: 'accounts', appId: asId<AppId>('x'), text: '', situations: [], statuses: [], flags: [] });
    await engine.answer();
    view.receive(stateOf(42, 5));
    expect(view.total).toBe(0);
    expect(engine.windows.length).toBe(0);
  });
});
