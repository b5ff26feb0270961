import { isStandardAttribute, type Attribute } from '../../model/attribute';

const MOST_CHARACTERS = 48;

/**
 * Names of columns that every system takes as they are, without quotes: a to z, digits and underscores, no two that only
 * differ in case. `userName` is `user_name`; an own column `Cost Center` is `custom_cost_center`.
 */
export function portableNames(attributes: readonly Attribute[]): ReadonlyMap<Attribute, string> {
  const names = new Map<Attribute, string>();
  const taken = new Set<string>();
  for (const attribute of attributes) {
    const plain = portableName(attribute);
    let name = plain;
    for (let number = 2; taken.has(name); number++) name = `${plain}_${number}`;
    taken.add(name);
    names.set(attribute, name);
  }
  return names;
}

function portableName(attribute: Attribute): string {
  if (isStandardAttribute(attribute)) return attribute.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const [kind, ...rest] = attribute.split(':');
  const words = rest
    .join(':')
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    // ß becomes SS on the way.
    .toUpperCase()
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .slice(0, MOST_CHARACTERS)
    .replaceAll(/^_+|_+$/g, '');
  return `${kind}_${words || 'column'}`;
}
