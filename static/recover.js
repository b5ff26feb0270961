// The recovery page. Foreign text gets into the page by `textContent` only.
import {
  canListAgain,
  listAgain,
  listDatabases,
  lookAt,
  openDatabase,
  removeDatabase,
  rowsOf
} from './recover-store.js';
import { openSink, saveArchive } from './recover-save.js';
import { bytesText, countText, whatWentWrong } from './recover-words.js';

const byId = (id) => document.getElementById(id);
let running;
/** Goes up with each look: what an earlier one still finds out is dropped. */
let looks = 0;

function element(name, { text, children = [], ...attributes } = {}) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  made.append(...children);
  return made;
}

function button(text, onclick, className = 'button') {
  const made = element('button', { type: 'button', class: className, text });
  made.addEventListener('click', onclick);
  return made;
}

function fact(term, text, attributes = {}) {
  return element('div', { children: [element('dt', { text: term }), element('dd', { text, ...attributes })] });
}

function start() {
  if (window.top !== window.self) {
    byId('framed').hidden = false;
    return;
  }
  byId('content').hidden = false;
  const failure = whatWentWrong();
  if (failure) {
    byId('failure').hidden = false;
    byId('failure-words').textContent = failure.words;
    byId('failure-code').textContent = failure.code;
  }
  byId('newest').addEventListener('click', () => void loadNewest());
  byId('saving-cancel').addEventListener('click', () => running?.abort());
  void look();
}

/** The program only: caches of this folder's builds and the service worker. */
async function loadNewest() {
  const words = byId('newest-words');
  const folder = new URL('./', location.href).pathname;
  words.textContent = 'Asking for the newest version…';
  const isThere = await fetch(`./index.html?newest=${Date.now()}`, { cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false
  );
  if (!isThere) {
    words.textContent = 'It cannot be reached: there is no network, or the host is down. Nothing was changed.';
    return;
  }
  try {
    const registrations = await navigator.serviceWorker.getRegistrations();
    const own = registrations.filter(({ scope }) => new URL(scope).pathname === folder);
    await Promise.all(own.map((registration) => registration.unregister()));
    const names = (await caches.keys()).filter((name) => name.startsWith(`muster ${folder} `));
    await Promise.all(names.map((name) => caches.delete(name)));
  } catch {
    // No service workers here, so no kept copy either.
  }
  location.replace('./');
}

/** `onshown` is called when what was found is on the page; sizes follow. */
async function look(onshown = () => undefined) {
  const asked = ++looks;
  const words = byId('stored-words');
  const list = byId('databases');
  try {
    const databases = await listDatabases();
    const found = await Promise.all(databases.map((database) => described(database)));
    if (asked !== looks) return;
    const shown = found.filter(({ isThere, workspace }) => isThere || workspace);
    const full = shown.filter(({ tables }) => tables.length > 0);
    words.textContent = summary(shown);
    list.replaceChildren(...shown.map((database) => card(database)));
    byId('save-all').disabled = full.length === 0;
    byId('save-all').onclick = () => void save(full, 'everything');
    onshown();
    await measure(full, () => asked === looks);
  } catch (error) {
    words.textContent = `The browser does not show what it stores for this address (${error.name}). Allow site data in its settings, or leave private browsing, and open this page again.`;
  }
}

function summary(shown) {
  if (shown.length === 0) return 'Nothing of Muster is stored in this browser.';
  const count = `${countText(shown.length, 'database')}.`;
  if (!shown.every(({ problem }) => problem)) return count;
  return `${count} None can be opened: allow site data for this address in the browser’s settings, or leave private browsing. If they are allowed, close all windows of the browser and start it again.`;
}

async function described(database) {
  try {
    return { ...database, ...(await lookAt(database.name)), isThere: true };
  } catch (error) {
    const isMissing = error.name === 'NotFoundError';
    return { ...database, tables: [], isThere: !isMissing, problem: isMissing ? undefined : String(error) };
  }
}

function titleOf({ workspace, isRegistry, isLeft, name }) {
  if (workspace) return workspace.name;
  if (isLeft) return 'Left over: its workspace is in another database';
  if (isRegistry) return 'List of workspaces';
  return name === 'muster-listing' ? 'Lists on their way from a system' : 'Not in the list of workspaces';
}

function card(database) {
  const title = element('h3', { text: titleOf(database), dir: 'auto' });
  const save = button('Save this database', () => void save1(database));
  save.disabled = database.tables.length === 0;
  const body = element('div', {
    class: 'card database',
    role: 'group',
    'aria-label': titleOf(database),
    children: [element('div', { class: 'heading', children: [title, save] }), facts(database)]
  });
  if (!database.isThere) body.append(problem('Its data are not in this browser any more. Restore a backup in Muster.'));
  if (database.problem) body.append(problem(`It cannot be opened: ${database.problem}`));
  if (database.tables.length > 0) body.append(tableOf(database));
  if (canListAgain(database)) body.append(unlisted(database));
  // Without its list Muster takes no workspace for its own: it goes only when nobody can read it.
  if (!database.isRegistry || database.problem) body.append(removal(database));
  return body;
}

function unlisted(database) {
  const words = element('p', { class: 'small', role: 'status', text: 'Whole, but Muster’s list has lost it.' });
  const again = button('Put it into the list again', () => {
    listAgain(database).then(
      () => void look(() => byId('stored-title').focus()),
      () => (words.textContent = 'There is no list. Open Muster once, which makes one, and come back.')
    );
  });
  return element('div', { class: 'actions', children: [words, again] });
}

const save1 = (database) => save([database], database.name);

function problem(text) {
  return element('p', { class: 'problem', text });
}

function facts({ name, version, format, isSealed, workspace }) {
  const list = element('dl', { class: 'facts', children: [fact('Database', name)] });
  if (format !== undefined) list.append(fact('Format', String(format)));
  else if (version !== undefined) list.append(fact('Version', String(version)));
  if (!workspace) return list;
  const day = (at) => new Date(at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
  list.append(fact('Kind', workspace.kind === 'sample' ? 'sample' : 'real data'));
  list.append(fact('Passphrase', workspace.isProtected || isSealed ? 'yes: its contents are sealed' : 'no'));
  list.append(fact('Created', day(workspace.createdAt)), fact('Last opened', day(workspace.openedAt)));
  return list;
}

function tableOf(database) {
  const head = element('tr', {
    children: [
      element('th', { scope: 'col', text: 'Table' }),
      element('th', { scope: 'col', class: 'number', text: 'Rows' }),
      element('th', { scope: 'col', class: 'number', text: 'Size' }),
      element('th', { scope: 'col', children: [element('span', { text: 'Save' })] })
    ]
  });
  const rows = database.tables.map((table) => {
    table.sizeCell = element('td', { class: 'number', text: '…' });
    const save = button('Save', () => void saveTable(database, table), 'button link');
    save.setAttribute('aria-label', `Save ${table.name}`);
    return element('tr', {
      children: [
        element('th', { scope: 'row', text: table.name }),
        element('td', { class: 'number', text: table.rows?.toLocaleString() ?? 'not readable' }),
        table.sizeCell,
        element('td', { children: [save] })
      ]
    });
  });
  const name = `Tables of ${titleOf(database)}`;
  return element('table', {
    'aria-label': name,
    children: [element('thead', { children: [head] }), element('tbody', { children: rows })]
  });
}

const saveTable = (database, table) => save([{ ...database, tables: [table] }], `${database.name}-${table.name}`);

/** Needs every row to be read: one table after the other, the page stays usable. */
async function measure(databases, isWanted) {
  for (const { name, tables } of databases) {
    for (const table of tables) {
      const bytes = await bytesOf(name, table, isWanted).catch(() => undefined);
      if (!isWanted()) return;
      table.sizeCell.textContent = bytes === undefined ? 'not readable' : bytesText(bytes);
    }
  }
}

async function bytesOf(name, table, isWanted) {
  const db = await openDatabase(name);
  try {
    let bytes = 0;
    for await (const { value } of rowsOf(db, table.name)) {
      if (!isWanted()) return undefined;
      bytes += sizeOf(value);
    }
    return bytes;
  } finally {
    db.close();
  }
}

/** Bytes as bytes, texts by their letters, the rest by a rule of thumb. */
function sizeOf(value) {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 8;
  if (value instanceof Blob) return value.size;
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return value.byteLength;
  const parts =
    value instanceof Map ? [...value].flat() : value instanceof Set ? [...value] : Object.entries(value).flat();
  return parts.reduce((bytes, part) => bytes + sizeOf(part), 0);
}

async function save(databases, what) {
  if (running) return;
  const asked = document.activeElement;
  const day = new Date().toISOString().slice(0, 10);
  const sink = await openSink(`muster-recovery-${what}-${day}.zip`);
  if (!sink) return;
  // Another one began while the place was asked for.
  if (running) return void (await sink.discard());
  const work = (running = new AbortController());
  const total = databases.flatMap(({ tables }) => tables).reduce((rows, table) => rows + (table.rows ?? 0), 0);
  byId('saving').hidden = false;
  byId('saving-cancel').hidden = false;
  byId('saving-bar').hidden = false;
  byId('saving-cancel').focus();
  const tell = (rows, bytes) => {
    byId('saving-bar').value = total === 0 ? 1 : rows / total;
    if (rows % 100 === 0) say(`Saving: ${rows.toLocaleString()} of ${countText(total, 'row')}, ${bytesText(bytes)}`);
  };
  try {
    say(`Saving ${countText(total, 'row')}…`);
    const unreadable = await saveArchive({ databases, sink, signal: work.signal, tell });
    const left = `${countText(unreadable.length, 'part')} could not be read; contents.json in the file names them.`;
    say(`Saved. ${unreadable.length === 0 ? 'Everything could be read.' : left}`);
  } catch (error) {
    await sink.discard();
    say(work.signal.aborted ? 'Cancelled. No file was written.' : `The file could not be written: ${error.message}`);
  }
  running = undefined;
  const hadFocus = document.activeElement === byId('saving-cancel');
  byId('saving-cancel').hidden = true;
  byId('saving-bar').hidden = true;
  if (hadFocus) (asked?.isConnected ? asked : byId('stored-title')).focus();
}

function say(text) {
  byId('saving-words').textContent = text;
}

/** Asked for, then confirmed by a typed word. */
function removal(database) {
  const place = element('div', { class: 'actions' });
  const closed = () => {
    const open = button('Remove…', () => place.replaceChildren(...asking()));
    open.setAttribute('aria-label', `Remove ${titleOf(database)}…`);
    place.replaceChildren(open);
    return open;
  };
  const asking = () => {
    const typed = element('input', { autocomplete: 'off', spellcheck: 'false' });
    const words = element('p', { class: 'small', role: 'status' });
    const confirm = button('Remove database', () => void remove(database, words), 'button danger');
    confirm.disabled = true;
    typed.addEventListener('input', () => (confirm.disabled = typed.value.trim().toLowerCase() !== 'remove'));
    const label = element('label', { text: 'It cannot be brought back. Type “remove”:', children: [typed] });
    queueMicrotask(() => typed.focus());
    return [label, confirm, button('Keep it', () => closed().focus()), words];
  };
  closed();
  return place;
}

async function remove(database, words) {
  try {
    await removeDatabase(
      database,
      () => (words.textContent = 'Close the other tabs with Muster. It goes on by itself then.')
    );
    await look(() => byId('stored-title').focus());
    byId('stored-words').textContent += ` “${titleOf(database)}” was removed.`;
  } catch (error) {
    words.textContent = `It could not be removed: ${error.message}`;
  }
}

start();
