import type { Connection } from '../model/connection';

/** What a person gave for a field of the form; what is usual where that is nothing. */
export function fieldOf({ fields }: Connection, id: string, usual = ''): string {
  const given = Object.hasOwn(fields, id) ? fields[id].trim() : '';
  return given === '' ? usual : given;
}

/** The value of a switch. */
export function isOn(connection: Connection, id: string, usual: 'yes' | 'no'): boolean {
  return fieldOf(connection, id, usual) === 'yes';
}

/** Names of further columns, as people list them; what cannot be a name is left out, so that it asks for nothing else. */
export function namesIn(text: string): readonly string[] {
  return text.split(/[\s,;]+/).filter((name) => /^[A-Za-z_][\w.]*$/.test(name));
}
