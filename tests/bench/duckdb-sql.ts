import { FIRST_ROWS } from '../../src/lib/protocol/view';

/**
 * The same work as a user of DuckDB would write it, in the form that was fastest of those compared, each in a browser of
 * its own at 1,000,000 by 1,000,000 rows:
 *
 *   load      column types given: as fast as sniffing them. Text stays text: reading `last_login` as a TIMESTAMP costs
 *             200 ms more and no question needs it.
 *   classify  pairs of rows that a rule finds, rule by rule, then one grouping by account. Users grouped by key before
 *             the joins: 30 % slower; everything in one statement: 15 to 25 % slower; each rule's pairs grouped at once:
 *             10 % slower.
 *   search    one text per account, in lower case, made beforehand and not timed. `contains` on two texts: twice as slow;
 *             ILIKE on the columns: several times slower. LIKE and strpos: the same.
 */
export const SITUATION_TYPE = `CREATE TYPE situation AS ENUM ('no-match', 'partial', 'exact', 'multiple')`;

export const LOAD = {
  users: load('users', {
    employee_id: 'VARCHAR',
    username: 'VARCHAR',
    given_name: 'VARCHAR',
    family_name: 'VARCHAR',
    email: 'VARCHAR',
    department: 'VARCHAR',
    title: 'VARCHAR',
    active: 'BOOLEAN'
  }),
  accounts: load('accounts', {
    account_id: 'VARCHAR',
    login: 'VARCHAR',
    given_name: 'VARCHAR',
    family_name: 'VARCHAR',
    email: 'VARCHAR',
    last_login: 'VARCHAR',
    status: 'VARCHAR'
  })
};

function load(table: string, columns: Readonly<Record<string, string>>): string {
  const types = Object.entries(columns).map(([name, type]) => `'${name}': '${type}'`);
  return `
CREATE TABLE ${table} AS
FROM read_csv('${table}.csv', header = true, delim = ',', quote = '"', escape = '"', auto_detect = false,
              columns = {${types.join(', ')}})`;
}

/**
 * The default ladder (model/matching-rule.ts), without the rules whose attributes these files lack: user name, e-mail,
 * then first and last name. The first rule that finds users decides; a user found by name alone is a partial match. An
 * e-mail that finds somebody else contradicts the user name; the name is asked only where nothing was found.
 */
export const CLASSIFY = [
  `
CREATE TEMP TABLE by_username AS
SELECT a.rowid AS account, u.rowid AS user_row
FROM accounts a JOIN users u ON lower(u.username) = lower(a.login)`,
  `
CREATE TEMP TABLE by_email AS
SELECT a.rowid AS account, u.rowid AS user_row
FROM accounts a LEFT JOIN users u ON lower(u.email) = lower(a.email)`,
  `
CREATE TEMP TABLE username_hits AS
SELECT n.account, count(DISTINCT n.user_row) AS hits, min(n.user_row) AS user_row,
       count(e.user_row) = 0 OR bool_or(e.user_row = n.user_row) AS is_uncontradicted
FROM by_username n LEFT JOIN by_email e USING (account)
GROUP BY n.account`,
  `
CREATE TEMP TABLE name_hits AS
SELECT a.rowid AS account, count(*) AS hits, min(u.rowid) AS user_row
FROM by_email e
JOIN accounts a ON a.rowid = e.account
JOIN users u ON lower(u.given_name) = lower(a.given_name) AND lower(u.family_name) = lower(a.family_name)
WHERE e.user_row IS NULL
GROUP BY a.rowid`,
  `
CREATE TABLE classified AS
SELECT account,
       CASE
         WHEN n.hits = 1 AND n.is_uncontradicted THEN 'exact'
         WHEN n.hits >= 1 THEN 'multiple'
         WHEN e.hits = 1 THEN 'exact'
         WHEN e.hits > 1 THEN 'multiple'
         WHEN p.hits = 1 THEN 'partial'
         WHEN p.hits > 1 THEN 'multiple'
         ELSE 'no-match'
       END::situation AS situation,
       CASE
         WHEN n.hits = 1 AND n.is_uncontradicted THEN n.user_row
         WHEN n.hits IS NULL AND e.hits = 1 THEN e.user_row
         WHEN n.hits IS NULL AND e.hits = 0 AND p.hits = 1 THEN p.user_row
       END AS candidate
FROM (SELECT account, count(user_row) AS hits, min(user_row) AS user_row FROM by_email GROUP BY account) e
LEFT JOIN username_hits n USING (account)
LEFT JOIN name_hits p USING (account)`
];

export const SITUATIONS = 'SELECT situation, count(*)::DOUBLE AS accounts FROM classified GROUP BY situation';

/** What Muster searches (engine/search-text.ts): names, user name and e-mail of the account and of the user beside it. */
const lines = (row: string, username: string) =>
  `concat(${row}.given_name, ' ', ${row}.family_name, chr(10), ${row}.${username}, chr(10), ${row}.email)`;

export const SEARCH_TABLE = `
CREATE TABLE desk AS
SELECT c.account AS row, c.situation, a.given_name, a.family_name, a.login, a.email, c.candidate,
       u.given_name AS user_given_name, u.family_name AS user_family_name, u.username, u.email AS user_email,
       u.department, u.title, u.active,
       lower(concat(${lines('a', 'login')}, chr(10), ${lines('u', 'username')})) AS text
FROM classified c
JOIN accounts a ON a.rowid = c.account
LEFT JOIN users u ON u.rowid = c.candidate
ORDER BY c.account`;

const FOUND = `FROM desk WHERE situation = 'exact' AND contains(text, ?)`;

/** Rows come as they were inserted, which DuckDB promises by default: ORDER BY would only add work. */
export const SEARCH_WINDOW = `SELECT * EXCLUDE (text) ${FOUND} LIMIT ${FIRST_ROWS}`;
export const SEARCH_TOTAL = `SELECT count(*)::DOUBLE AS total ${FOUND}`;
