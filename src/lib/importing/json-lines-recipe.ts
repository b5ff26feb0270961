import { customAttribute, type Attribute } from '../model/attribute';
import type { ColumnMapping, ImportRecipe } from '../model/import-recipe';
import { columnNames } from './column-names';
import { GroupMembers } from './group-members';
import type { JsonLinesPlan } from './json-lines-rows';
import { surveyJsonLines } from './json-lines-survey';
import { recognizeColumns } from './recognize-columns';

export interface PlannedLines {
  /** As it was given, the late columns behind the others. */
  readonly recipe: ImportRecipe;
  readonly plan: JsonLinesPlan;
  readonly late: readonly LateColumn[];
  /** How often the file is read in all. */
  readonly passes: 1 | 2;
}

/** A column that begins behind what the preview has seen: it comes in, and is pointed at. */
export interface LateColumn {
  readonly name: string;
  readonly line: number;
}

/**
 * The first pass before rows are staged. Where the preview has read the whole file only groups are looked for, where it
 * has such; else all columns are too.
 */
export async function planJsonLines(
  file: Blob,
  recipe: ImportRecipe,
  onRead: (bytes: number) => void
): Promise<PlannedLines> {
  const { encoding, columns: seen } = recipe.dialect;
  const names = seen?.names ?? recipe.mapping.map(({ header }) => header);
  if (seen?.isWhole && !seen.hasGroups)
    return { recipe, plan: { columns: names, members: new GroupMembers() }, late: [], passes: 1 };
  const wish = { of: seen?.isWhole ? ('groups' as const) : ('all' as const), keptUsers: 0, mostUsers: Infinity };
  const { columns, firstLines, members } = await surveyJsonLines(file, encoding, wish, onRead);
  const known = new Set(names);
  const late = columns.filter((name) => !known.has(name));
  const mapping = lateMapping(recipe.mapping, names, late);
  return {
    recipe: { ...recipe, mapping: [...recipe.mapping, ...mapping] },
    plan: { columns: [...names, ...late], members },
    late: late
      .map((name) => ({ name, line: firstLines.get(name) ?? 1 }))
      .filter((_, i) => mapping[i].target !== undefined),
    passes: 2
  };
}

/** Only a header that is known for sure is given an attribute: nobody has looked at these columns. */
function lateMapping(
  mapping: readonly ColumnMapping[],
  names: readonly string[],
  late: readonly string[]
): readonly ColumnMapping[] {
  const all = [...names, ...late];
  const samples = columnNames(all, all.length)
    .map((name, i) => ({ name, header: all[i], cells: [] }))
    .slice(names.length);
  const taken = new Set<Attribute | undefined>(mapping.map(({ target }) => target));
  return recognizeColumns(samples).map((found, i) => {
    const isSure = found.target === undefined || (found.confidence === 1 && !taken.has(found.target));
    return {
      ...found,
      column: names.length + i,
      ...(isSure ? {} : { target: customAttribute(found.header), confidence: 0 })
    };
  });
}
