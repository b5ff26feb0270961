export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Own properties only: `__proto__` is a name like any other. */
export function own(object: JsonObject, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** Texts and numbers; nothing for what has parts of its own, or is not there. */
export function ownText(object: JsonObject, name: string): string {
  const value = own(object, name);
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

export function ownList(object: JsonObject, name: string): readonly unknown[] | undefined {
  const value = own(object, name);
  return Array.isArray(value) ? (value as readonly unknown[]) : undefined;
}
