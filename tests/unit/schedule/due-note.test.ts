import { expect, it } from 'vitest';
import { countDue, readDueNote } from '../../../src/lib/schedule/due-note';

it('counts the workspaces in which something is due', () => {
  expect(countDue(readDueNote('{"a":10,"b":20,"c":30}'), 20)).toBe(2);
});

it.each(['', 'null', '[', '{"a":"soon"}', '7'])('takes %s as nothing', (text) => {
  expect(readDueNote(text)).toEqual({});
});
