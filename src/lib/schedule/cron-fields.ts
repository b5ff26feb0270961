import { Cron } from 'croner';

/** The five fields of a schedule, in their order. */
const FIELDS = [
  { name: 'minute', range: '0 to 59' },
  { name: 'hour', range: '0 to 23' },
  { name: 'day of month', range: '1 to 31' },
  { name: 'month', range: '1 to 12, or JAN to DEC' },
  { name: 'day of week', range: '0 to 7 (0 and 7 are Sunday), or SUN to SAT' }
] as const;

/** What is wrong with the text of a schedule, told by its field; undefined where every field can be read. */
export function cronProblem(cron: string): string | undefined {
  const texts = fieldsOf(cron);
  if (texts.length !== FIELDS.length) {
    return `It has ${texts.length} ${texts.length === 1 ? 'field' : 'fields'} instead of five: minute, hour, day of month, month, day of week.`;
  }
  for (const [place, { name, range }] of FIELDS.entries()) {
    const alone = FIELDS.map((_, other) => (other === place ? texts[place] : '*')).join(' ');
    if (!canRead(alone)) return `“${texts[place]}” is no ${name}: ${range}, with * , - and / in between.`;
  }
  return undefined;
}

function fieldsOf(cron: string): readonly string[] {
  const text = cron.trim();
  return text === '' ? [] : text.split(/\s+/u);
}

/** The library only says by throwing that it cannot read a pattern. */
function canRead(pattern: string): boolean {
  try {
    return new Cron(pattern, { mode: '5-part', paused: true }) instanceof Cron;
  } catch {
    return false;
  }
}
