import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DamageRules } from '../../../src/lib/importing/damage-rules';
import { mayBeDamaged } from '../../../src/lib/importing/odd-characters';
import type { Attribute } from '../../../src/lib/model/attribute';
import type { ImportRecipe } from '../../../src/lib/model/import-recipe';
import { DAMAGED_CELLS } from './nasty-tables';
import { stageText } from './stage-text';

const COLLECTION = 'Microsoft.ActiveDirectory.Management.ADPropertyValueCollection';

function recipeOf(
  targets: readonly (Attribute | undefined)[],
  format: ImportRecipe['dialect']['format'] = 'delimited'
) {
  return {
    dialect: { format, encoding: 'utf-8', delimiter: ',', lineBreak: '\n', headerRow: 0 },
    mapping: targets.map((target, column) => ({ column, header: `h${column}`, target, confidence: 1 }))
  } satisfies ImportRecipe;
}

function told(cells: readonly string[], recipe: ImportRecipe): string[] {
  const found: string[] = [];
  new DamageRules(recipe).tell(cells, (kind, cell) => found.push(`${kind}: ${cell}`));
  return found;
}

describe('what an earlier program has done to a cell', () => {
  it.each<{ target: Attribute | undefined; cell: string; kinds: readonly string[] }>([
    { target: 'familyName', cell: 'M?ller', kinds: ['lost-letters'] },
    { target: 'displayName', cell: 'Wa??sa, Lech', kinds: ['lost-letters'] },
    { target: 'givenName', cell: '???', kinds: ['lost-letters'] },
    { target: 'givenName', cell: '?? ???', kinds: ['lost-letters'] },
    // A person's doubt, not a program's loss; and marks in texts that are no names.
    { target: 'givenName', cell: 'Anna?', kinds: [] },
    { target: 'givenName', cell: '?', kinds: [] },
    { target: 'familyName', cell: 'Roe ?', kinds: [] },
    { target: 'title', cell: 'a?b', kinds: [] },
    { target: 'custom:url', cell: 'index.php?id=1', kinds: [] },
    { target: undefined, cell: 'M?ller', kinds: [] },
    { target: 'employeeNumber', cell: '1.23457E+15', kinds: ['damaged-number'] },
    { target: 'phone', cell: '4,93E+11', kinds: ['damaged-number'] },
    { target: 'externalId', cell: '1E+05', kinds: ['damaged-number'] },
    { target: 'userName', cell: '9e+07', kinds: ['damaged-number'] },
    { target: 'phone', cell: '+49 30 1234', kinds: [] },
    { target: 'employeeNumber', cell: 'E+15', kinds: [] },
    { target: 'userName', cell: '12E+15', kinds: [] },
    { target: 'department', cell: '1.5E+07', kinds: [] },
    { target: 'groups', cell: COLLECTION, kinds: ['lost-values'] },
    { target: 'custom:proxyAddresses', cell: 'System.String[]', kinds: ['lost-values'] },
    { target: 'title', cell: `Owner of ${COLLECTION}`, kinds: [] },
    { target: undefined, cell: COLLECTION, kinds: [] },
    { target: 'email', cell: '#N/A', kinds: ['formula-error'] },
    { target: 'manager', cell: '#NAME?', kinds: ['formula-error'] },
    { target: 'title', cell: '#NET developer', kinds: [] },
    { target: 'title', cell: 'Zo\uFFFDe\u0001', kinds: ['damaged-characters', 'control-characters'] }
  ])('$target "$cell"', ({ target, cell, kinds }) => {
    expect(told(['x', cell], recipeOf(['custom:x', target]))).toEqual(kinds.map((kind) => `${kind}: ${cell}`));
  });

  it('is told once for a record, and left to a workbook where it says so itself', () => {
    const cells = ['1E+05', '2E+05', '#N/A', '#REF!', 'M?ller'];
    const targets: Attribute[] = ['externalId', 'phone', 'email', 'title', 'displayName'];
    expect(told(cells, recipeOf(targets))).toEqual([
      'lost-letters: M?ller',
      'damaged-number: 1E+05',
      'formula-error: #N/A'
    ]);
    expect(told(cells, recipeOf(targets, 'workbook'))).toEqual(['lost-letters: M?ller']);
  });

  it('shows in every text that holds the cell', () => {
    const targets: Attribute[] = ['displayName', 'externalId'];
    const recipe = recipeOf(targets);
    const part = fc.constantFrom(
      '?',
      'é',
      'a',
      'E',
      '+',
      '1',
      '.',
      '#',
      'N/A',
      'REF!',
      ' ',
      '\t',
      '李',
      '\u0308',
      ...DAMAGED_CELLS
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), fc.string(), fc.string(), (parts, before, after) => {
        const cell = parts.join('');
        if (told([cell, cell], recipe).length > 0) expect(mayBeDamaged(`${before},${cell}"${after}`)).toBe(true);
      }),
      { numRuns: 5000 }
    );
  });
});

describe('rows with damage come in, counted', () => {
  const HEADER = 'login,last name,phone,groups,email';
  // One thing to a row: whatever else were in it would have it looked at anyway.
  const ROWS = [
    'a,M?ller,+49 30,Sales,a@b.example',
    'b,Roe,1.23E+11,Sales,b@b.example',
    `c,Roe,1,${COLLECTION},c@b.example`,
    'd,Roe,1,Sales,#N/A',
    'e,Roe,1,System.String[],e@b.example',
    'f,"L?pez","1","Sales","f@b.example"',
    'g,"Roe","4.9E+11","Sales","g@b.example"',
    `h,"Roe","1","${COLLECTION}","h@b.example"`,
    'i,"Roe","1","Sales","#REF!"',
    'j,"Roe","1","x","j@b.example"'
  ];
  const EXPECTED = [
    ['lost-letters', 2, 'M?ller'],
    ['damaged-number', 2, '1.23E+11'],
    ['lost-values', 3, COLLECTION],
    ['formula-error', 2, '#N/A']
  ];

  it.each([
    { name: 'read as bytes', text: `${HEADER}\n${ROWS.join('\n')}\n` },
    { name: 'with CRLF and blanks', text: `${HEADER}\r\n${ROWS.join('\r\n\r\n')}` },
    // A quote that is not well-formed leaves all of it to the parser.
    { name: 'read by the parser', text: `${HEADER}\nz,"x"y",1,z,z@b.example\n${ROWS.join('\n')}\n` },
    {
      name: 'of JSON Lines',
      text: ROWS.map((row) => row.replaceAll('"', '').split(','))
        .map(([userName, familyName, phone, groups, email]) =>
          JSON.stringify({ userName, familyName, phone, groups: [groups], email })
        )
        .join('\n')
    }
  ])('$name', async ({ text }) => {
    const { rows, summary } = await stageText(text);
    expect(rows.length).toBeGreaterThanOrEqual(ROWS.length);
    const issues = summary.issues.map(({ kind, count, examples }) => [kind, count, examples[0].excerpt]);
    expect(issues.toSorted()).toEqual(EXPECTED.toSorted());
    expect(summary.rowsStaged).toBe(rows.length);
  });
});
