// Saves tables as one archive, row by row: no more than one part of a table is in memory, and nothing at all of what was
// written where the browser streams into a file.
import { readable } from './recover-rows.js';
import { openDatabase, rowsOf } from './recover-store.js';
import { ZipWriter } from './recover-zip.js';

/** A table's rows are cut into files of about this size. */
const PART_BYTES = 8 * 2 ** 20;
const BATCH_BYTES = 2 ** 20;

/** Undefined when the question for a place was closed. Only on a click. */
export async function openSink(fileName) {
  if (window.showSaveFilePicker) {
    try {
      const handle = await window.showSaveFilePicker({ suggestedName: fileName, id: 'muster-recovery' });
      const stream = await handle.createWritable();
      return {
        write: (bytes) => stream.write(bytes),
        finish: () => stream.close(),
        discard: () => stream.abort().catch(() => undefined)
      };
    } catch (error) {
      if (error.name === 'AbortError') return undefined;
      // A place that may not be written to: the browser's downloads always work.
    }
  }
  return collectingSink(fileName);
}

function collectingSink(fileName) {
  // The browser keeps Blobs on disk when they grow.
  let parts = [];
  return {
    write: async (bytes) => void parts.push(new Blob([bytes])),
    finish: async () => {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob(parts));
      link.download = fileName;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    },
    discard: async () => void (parts = [])
  };
}

/** Gathers small writes: each one is a message to another process. */
function gathered(sink) {
  let waiting = [];
  let size = 0;
  const flush = async () => {
    const blob = new Blob(waiting);
    waiting = [];
    size = 0;
    if (blob.size > 0) await sink.write(new Uint8Array(await blob.arrayBuffer()));
  };
  return {
    write: async (bytes) => {
      waiting.push(bytes);
      size += bytes.length;
      if (size >= BATCH_BYTES) await flush();
    },
    flush
  };
}

/**
 * `databases`: [{ name, tables: [{ name, rows }] }]. `tell(rows, bytes)` follows it, `signal` ends it. Answers what could
 * not be read; rejects when the file cannot be written, or with the signal.
 */
export async function saveArchive({ databases, sink, signal, tell }) {
  const out = gathered(sink);
  const zip = new ZipWriter(out);
  const contents = [];
  const progress = { rows: 0 };
  const noteRow = () => {
    signal.throwIfAborted();
    progress.rows++;
    tell(progress.rows, zip.bytes);
  };
  for (const { name, workspace, tables } of databases) {
    const saved = [];
    for (const table of tables)
      saved.push(await saveTable({ zip, database: name, table: table.name, signal, noteRow }));
    contents.push({ database: name, workspace: workspace?.name, tables: saved });
  }
  signal.throwIfAborted();
  const about = { what: 'Muster: stored data as they were found', savedAt: new Date().toISOString(), contents };
  await zip.add('contents.json', new TextEncoder().encode(`${JSON.stringify(about, undefined, 2)}\n`));
  await zip.finish();
  await out.flush();
  await sink.finish();
  return contents.flatMap(({ tables }) => tables.flatMap(({ unreadable }) => unreadable));
}

async function saveTable({ zip, database, table, signal, noteRow }) {
  const saved = { table, rows: 0, files: [], unreadable: [] };
  const lines = new TableLines(zip, `${pathOf(database)}/${pathOf(table)}`);
  let db;
  try {
    db = await openDatabase(database);
    for await (const { key, value, problem } of rowsOf(db, table)) {
      noteRow();
      if (problem === undefined) await lines.add(key, value);
      else saved.unreadable.push({ key: readable(key, () => ''), problem });
      if (problem === undefined) saved.rows++;
    }
  } catch (error) {
    // An AbortError may come from IndexedDB as well: only the signal says that it was cancelled.
    if (signal.aborted) throw error;
    saved.unreadable.push({ problem: String(error) });
  } finally {
    db?.close();
  }
  saved.files = await lines.end();
  return saved;
}

/** The lines of a table, cut into files, and beside them the bytes that they name. */
class TableLines {
  #zip;
  #path;
  #lines = [];
  #size = 0;
  #files = [];
  #taken = new Set();

  constructor(zip, path) {
    this.#zip = zip;
    this.#path = path;
  }

  async add(key, value) {
    const beside = [];
    const file = (bytes) => {
      const path = this.#freePath(key);
      beside.push({ path, bytes });
      return path;
    };
    const line = new TextEncoder().encode(
      `${JSON.stringify({ key: readable(key, file), value: readable(value, file) })}\n`
    );
    for (const { path, bytes } of beside)
      await this.#zip.add(path, bytes instanceof Blob ? new Uint8Array(await bytes.arrayBuffer()) : bytes);
    this.#lines.push(line);
    this.#size += line.length;
    if (this.#size >= PART_BYTES) await this.#cut();
  }

  async end() {
    await this.#cut();
    return this.#files;
  }

  async #cut() {
    if (this.#lines.length === 0) return;
    const path = `${this.#path}.${this.#files.length + 1}.jsonl`;
    await this.#zip.add(path, new Uint8Array(await new Blob(this.#lines).arrayBuffer()));
    this.#files.push(path);
    this.#lines = [];
    this.#size = 0;
  }

  /** After the key where that can be a file's name. */
  #freePath(key) {
    const stem = `${this.#path}/${pathOf(String(key)) || 'row'}`;
    let path = `${stem}.bin`;
    for (let more = 2; this.#taken.has(path); more++) path = `${stem}-${more}.bin`;
    this.#taken.add(path);
    return path;
  }
}

/** Nothing that a file system takes for a folder or a device. */
function pathOf(name) {
  return name.replaceAll(/[^\w+-]/g, '_').slice(0, 80);
}
