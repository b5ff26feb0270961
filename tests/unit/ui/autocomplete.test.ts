import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

/** Of fields that take no text. */
const NO_TEXT = /type="(checkbox|radio|file)"/;
/** Off, or for password managers. */
const SAID = /autocomplete="(off|username|new-password|current-password)"|\{autocomplete\}/;
/** With attributes in braces, two deep. */
const FIELD = /<(?:input|textarea)\b(?:[^<>{}]|\{(?:[^{}]|\{[^{}]*\})*\})*>/g;

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.svelte'))
  .map((name) => ({ name, text: readFileSync(path.join('src', name), 'utf8') }));

const fields = sources.flatMap(({ name, text }) => (text.match(FIELD) ?? []).map((tag) => ({ name, tag })));
const textFields = fields.filter(({ tag }) => !NO_TEXT.test(tag));

it('no field lets the browser keep what was typed', () => {
  expect(textFields.filter(({ tag }) => !SAID.test(tag)).map(({ name }) => name)).toEqual([]);
});

it('all fields were looked at', () => {
  const written = sources.flatMap(({ text }) => text.match(/<(input|textarea)[\s>]/g) ?? []);
  expect(fields.length).toBe(written.length);
  expect(textFields.length).toBeGreaterThan(6);
});
