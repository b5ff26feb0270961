import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { execFile, execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { FilePiece } from '../../../src/lib/plan/plan-file';

/** What the query says of one account, in the order of its columns. */
export interface SqlRow {
  readonly account: number;
  readonly situation: string;
  readonly rule: number;
  readonly candidate: number;
  readonly candidateCount: number;
  readonly isContradicted: boolean;
  readonly isDeactivated: boolean;
}

/** Writes what is handed over into a folder of its own, has `work` look at it, and removes it. */
export async function withFiles<Value>(
  pieces: Iterable<FilePiece>,
  work: (folder: string) => Promise<Value>
): Promise<Value> {
  const folder = mkdtempSync(join(tmpdir(), 'muster-sql-'));
  try {
    for (const { path, bytes } of pieces) appendFileSync(join(folder, path), bytes);
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export async function runInDuckDb(folder: string): Promise<readonly SqlRow[]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    for (const list of ['users', 'accounts'])
      await connection.run(`CREATE VIEW muster_${list} AS SELECT * FROM '${join(folder, `${list}.parquet`)}'`);
    return await query(connection, readFileSync(join(folder, 'situations.sql'), 'utf8'));
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function query(connection: DuckDBConnection, sql: string): Promise<readonly SqlRow[]> {
  const reader = await connection.runAndReadAll(sql);
  return reader.getRows().map((row) => sqlRow(row.map((value) => (value === null ? '' : String(value)))));
}

function sqlRow([
  account,
  situation,
  rule,
  candidate,
  count,
  isContradicted,
  isDeactivated
]: readonly string[]): SqlRow {
  return {
    account: Number(account),
    situation,
    rule: Number(rule),
    candidate: candidate === '' ? -1 : Number(candidate),
    candidateCount: Number(count),
    isContradicted: isContradicted === '1',
    isDeactivated: isDeactivated === '1'
  };
}

/** Why no PostgreSQL can be run here; undefined where one can. */
export function postgresMissing(): string | undefined {
  for (const program of ['psql', 'postgres', 'initdb', 'pg_ctl']) {
    try {
      execFileSync(program, ['--version'], { stdio: 'ignore' });
    } catch {
      return `${program} is not on this machine`;
    }
  }
  // initdb refuses to run as root.
  return process.getuid?.() === 0 && !canChangeUser() ? 'a server is not run as root' : undefined;
}

function canChangeUser(): boolean {
  try {
    execFileSync('su', ['postgres', '-s', '/bin/sh', '-c', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const run = promisify(execFile);

/** Starts a server of its own that listens to a socket only, follows the script's own words, and ends it. */
export async function runInPostgres(folder: string): Promise<readonly SqlRow[]> {
  const home = join(folder, 'postgres');
  mkdirSync(home, { mode: 0o777 });
  const isRoot = process.getuid?.() === 0;
  const shell = (line: string) =>
    isRoot ? run('su', ['postgres', '-s', '/bin/sh', '-c', line]) : run('sh', ['-c', line]);
  if (isRoot) execFileSync('chown', ['-R', 'postgres', folder]);
  const data = join(home, 'data');
  await shell(`initdb -D '${data}' -U muster --auth=trust --encoding=UTF8 --no-locale --no-sync`);
  await shell(`pg_ctl -D '${data}' -w -l '${join(home, 'log')}' -o "-c listen_addresses='' -k '${home}'" start`);
  try {
    const script = readFileSync(join(folder, 'situations.sql'), 'utf8');
    writeFileSync(join(folder, 'load.sql'), loadingPart(script));
    const psql = `cd '${folder}' && psql -h '${home}' -U muster -d postgres -v ON_ERROR_STOP=1 -q`;
    await shell(`${psql} -f load.sql`);
    await shell(`${psql} --csv -t -o answer.csv -f situations.sql`);
    const lines = readFileSync(join(folder, 'answer.csv'), 'utf8').trimEnd().split('\n');
    return lines.filter((line) => line !== '').map((line) => sqlRow(line.split(',')));
  } finally {
    await shell(`pg_ctl -D '${data}' -m immediate -w stop`);
  }
}

/** The commands that the script names for PostgreSQL, as they stand in its comment. */
function loadingPart(script: string): string {
  const lines = script.split('\n').filter((line) => line.startsWith('--'));
  const start = lines.findIndex((line) => line.startsWith('-- PostgreSQL'));
  return `${lines
    .slice(start + 1)
    .map((line) => line.replace(/^--\s*/, ''))
    .join('\n')}\n`;
}
