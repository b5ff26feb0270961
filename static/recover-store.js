// Reads IndexedDB as it lies there, by no more than the browser's own calls: row by row, each in a transaction of its
// own, so that one that cannot be read costs only itself. Changes nothing but by the two calls at the end, on demand.
const REGISTRY = 'muster';
const KNOWN = [REGISTRY, 'muster-listing'];
const OWN_NAME = /^muster(-|$)/;
/** With the workspace's id in it; behind a plus sign what tells databases of one workspace apart. */
const WORKSPACE_NAME = /^muster-workspace-([^+]+)/;
/** How many workspaces there were (src/lib/state/storage-witness.ts): Muster would take one removed here for one lost. */
const WITNESS = 'muster-workspaces';

export function answerOf(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = (event) => {
      // Told here; else the browser reports it once more.
      event.preventDefault();
      reject(request.error ?? new Error('The request failed.'));
    };
  });
}

/** Rejects with a NotFoundError where there is none, instead of making an empty one. */
export function openDatabase(name) {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name);
    let isMissing = false;
    request.onupgradeneeded = () => {
      isMissing = true;
      request.transaction.abort();
    };
    request.onsuccess = () => {
      // Another tab may bring it up to date, or remove it: this one does not stand in its way.
      request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
    request.onerror = (event) => {
      event.preventDefault();
      reject(isMissing ? new DOMException('There is no such database.', 'NotFoundError') : request.error);
    };
  });
}

/** The rows of the list of workspaces; none where it cannot be read. */
async function workspaceRows() {
  try {
    const db = await openDatabase(REGISTRY);
    try {
      return await answerOf(db.transaction('workspaces').objectStore('workspaces').getAll());
    } finally {
      db.close();
    }
  } catch {
    return [];
  }
}

export function databaseNameOf({ id, database }) {
  return database ?? `muster-workspace-${id}`;
}

/** Every database that may be Muster's, with the workspace that it holds if a row names it. */
export async function listDatabases() {
  const workspaces = await workspaceRows();
  const named = new Map(workspaces.map((workspace) => [databaseNameOf(workspace), workspace]));
  const listed = await listedNames();
  const names = [...new Set([...named.keys(), ...(listed ?? KNOWN)])];
  const found = names.map((name) => ({
    name,
    workspace: named.get(name),
    isRegistry: name === REGISTRY,
    /** Of a workspace that is not in the list, under this name or another. */
    unlistedId: workspaces.some(({ id }) => id === idIn(name)) ? undefined : idIn(name),
    isMissing: listed !== undefined && !listed.includes(name)
  }));
  return found.toSorted((a, b) => order(a) - order(b) || a.name.localeCompare(b.name));
}

function idIn(name) {
  return WORKSPACE_NAME.exec(name)?.[1];
}

function order({ workspace, isRegistry }) {
  if (workspace) return -workspace.openedAt;
  return isRegistry ? 1 : 2;
}

/** Undefined where the browser does not list them. */
async function listedNames() {
  if (!indexedDB.databases) return undefined;
  try {
    return (await indexedDB.databases()).map(({ name }) => name).filter((name) => OWN_NAME.test(name));
  } catch {
    return undefined;
  }
}

/** Its tables with the number of rows in each, its format, whether it is sealed, or was left for another database. */
export async function lookAt(name) {
  const db = await openDatabase(name);
  try {
    const tables = [];
    for (const table of db.objectStoreNames) tables.push({ name: table, ...(await count(db, table)) });
    const meta = db.objectStoreNames.contains('meta') ? await metaOf(db) : new Map();
    return {
      tables,
      version: db.version / 10,
      format: meta.get('format')?.value,
      isSealed: meta.get('vault')?.value.protects === 'workspace',
      isLeft: meta.has('moved')
    };
  } finally {
    db.close();
  }
}

async function count(db, table) {
  try {
    return { rows: await answerOf(db.transaction(table).objectStore(table).count()) };
  } catch (error) {
    return { rows: undefined, problem: String(error) };
  }
}

async function metaOf(db) {
  try {
    const rows = await answerOf(db.transaction('meta').objectStore('meta').getAll());
    return new Map(rows.map((row) => [row.key, row]));
  } catch {
    return new Map();
  }
}

/** One row after the other; those that cannot be read come with a problem instead of a value. */
export async function* rowsOf(db, table) {
  const keys = await answerOf(db.transaction(table).objectStore(table).getAllKeys());
  for (const key of keys) {
    try {
      yield { key, value: await answerOf(db.transaction(table).objectStore(table).get(key)) };
    } catch (error) {
      yield { key, problem: String(error) };
    }
  }
}

/** Whether its workspace can be put into the list again: it is whole, and the list has lost it. */
export function canListAgain({ unlistedId, format, isLeft }) {
  return unlistedId !== undefined && format !== undefined && !isLeft;
}

/** Under a name that says so; the one that it had is nowhere else. Rejects where there is no list to put it into. */
export async function listAgain({ name, unlistedId, isSealed }) {
  const db = await openDatabase(REGISTRY);
  try {
    const at = Date.now();
    const row = {
      id: unlistedId,
      name: `Recovered ${new Date(at).toLocaleString()}`,
      kind: unlistedId === 'sample' ? 'sample' : 'real',
      createdAt: at,
      openedAt: at + 1,
      database: name,
      ...(isSealed && { isProtected: true })
    };
    await answerOf(db.transaction('workspaces', 'readwrite').objectStore('workspaces').add(row));
  } finally {
    db.close();
  }
}

/** Removes a database, and the workspace's line in the list if it holds one. In Muster's order: the data first. */
export async function removeDatabase({ name, workspace }, onBlocked) {
  const request = indexedDB.deleteDatabase(name);
  request.onblocked = onBlocked;
  await answerOf(request);
  // With the list a person removes what was noted of it.
  if (name === REGISTRY) noteWorkspaces(0);
  if (!workspace) return;
  const db = await openDatabase(REGISTRY);
  try {
    const stores = [...db.objectStoreNames].filter((store) => ['workspaces', 'backupFolders'].includes(store));
    const transaction = db.transaction(stores, 'readwrite');
    const removed = stores.map((store) => answerOf(transaction.objectStore(store).delete(workspace.id)));
    const left = answerOf(transaction.objectStore('workspaces').count());
    await Promise.all(removed);
    noteWorkspaces(await left);
  } finally {
    db.close();
  }
}

function noteWorkspaces(count) {
  try {
    localStorage.setItem(WITNESS, String(count));
  } catch {
    // Where nothing may be noted, nothing was.
  }
}
