import { describe, expect, it } from 'vitest';
import { inspectFile } from '../../../src/lib/importing/inspect-file';
import type { ColumnMapping, Delimiter } from '../../../src/lib/model/import-recipe';
import type { DialectChoice, FilePreview } from '../../../src/lib/protocol/import-api';
import { encodeText, fileOf, type WrittenDialect } from './table-writer';

async function inspect(
  file: Blob,
  choice: DialectChoice = {},
  mapping?: readonly ColumnMapping[]
): Promise<FilePreview> {
  const rememberedMappings = mapping && [{ exportKind: undefined, choice: {}, mapping }];
  const result = await inspectFile({ file, choice, target: 'users', rememberedMappings, catalogId: undefined });
  if (!result.ok) throw new Error(result.error.kind);
  return result.value;
}

async function failure(file: Blob, choice: DialectChoice = {}) {
  const result = await inspectFile({
    file,
    choice,
    target: 'users',
    rememberedMappings: undefined,
    catalogId: undefined
  });
  return result.ok ? undefined : result.error;
}

function targetsOf(preview: FilePreview): Record<string, string | undefined> {
  return Object.fromEntries(preview.mapping.map(({ header, target }) => [header, target]));
}

const NAMES = 'userName;givenName;note\nasha;Asha;ä\nzoe;Zoë;é\n';

describe('encoding', () => {
  it.each<{ name: string; encoding: WrittenDialect['encoding']; hasMark: boolean; evidence: string }>([
    { name: 'UTF-8 by its mark', encoding: 'utf-8', hasMark: true, evidence: 'mark' },
    { name: 'UTF-8 by being valid', encoding: 'utf-8', hasMark: false, evidence: 'valid' },
    { name: 'UTF-16LE by its mark', encoding: 'utf-16le', hasMark: true, evidence: 'mark' },
    { name: 'UTF-16LE by its zeros', encoding: 'utf-16le', hasMark: false, evidence: 'valid' },
    { name: 'UTF-16BE by its mark', encoding: 'utf-16be', hasMark: true, evidence: 'mark' },
    { name: 'UTF-16BE by its zeros', encoding: 'utf-16be', hasMark: false, evidence: 'valid' },
    { name: 'windows-1252 by assumption', encoding: 'windows-1252', hasMark: false, evidence: 'assumed' }
  ])('is told: $name', async ({ encoding, hasMark, evidence }) => {
    const bytes = encodeText(NAMES, { encoding, hasMark, delimiter: ';', lineBreak: '\n' });
    const preview = await inspect(new Blob([bytes]));
    expect([preview.dialect.encoding, preview.encodingEvidence]).toEqual([encoding, evidence]);
    expect(preview.records[2]).toEqual(['zoe', 'Zoë', 'é']);
  });

  it('is not fooled by a character that the end of the head cuts', async () => {
    const file = new Blob(['email\n', 'a', '李'.repeat(200_000)]);
    expect((await inspect(file)).dialect.encoding).toBe('utf-8');
  });

  it('is taken from the choice, and a wrong choice is told with its byte', async () => {
    const bytes = encodeText(NAMES, { encoding: 'windows-1252', hasMark: false, delimiter: ';', lineBreak: '\n' });
    expect(await failure(new Blob([bytes]), { encoding: 'utf-8' })).toEqual({
      kind: 'file-wrong-encoding',
      encoding: 'utf-8',
      byteOffset: NAMES.indexOf('ä')
    });
  });
});

describe('delimiter', () => {
  it.each<{ name: string; text: string; delimiter: Delimiter }>([
    { name: 'comma', text: 'userName,email\na,a@b.example\n', delimiter: ',' },
    {
      name: 'semicolon with decimal commas',
      text: 'login;fte;name\na;0,5;Rao, Asha\nb;1,0;Roe, Ben\n',
      delimiter: ';'
    },
    { name: 'tab with commas in every name', text: 'login\tname\na\tRao, Asha\nb\tRoe, Ben\n', delimiter: '\t' },
    { name: 'pipe', text: 'login|name|email\na|A|a@b.example\n', delimiter: '|' },
    { name: 'comma with quoted semicolons', text: 'login,groups\na,"x;y;z"\nb,"x;y;z"\n', delimiter: ',' },
    { name: 'told by sep=', text: 'sep=|\nlogin|a,b\nx|1,2\n', delimiter: '|' },
    { name: 'none: one column', text: 'email\na@b.example\n', delimiter: ',' }
  ])('is told: $name', async ({ text, delimiter }) => {
    expect((await inspect(fileOf(text))).dialect.delimiter).toBe(delimiter);
  });
});

describe('line break', () => {
  it.each([
    { name: 'LF', text: 'email,x\na,1\n', lineBreak: '\n' },
    { name: 'CRLF', text: 'email,x\r\na,1\r\n', lineBreak: '\r\n' },
    { name: 'CR', text: 'email,x\ra,1\r', lineBreak: '\r' },
    { name: 'CRLF with LF in quotes', text: 'email,x\r\na,"1\n2"\r\n', lineBreak: '\r\n' },
    { name: 'LF with CRLF in quotes', text: 'email,x\na,"1\r\n2"\n', lineBreak: '\n' },
    { name: 'mixed', text: 'email,x\r\na,1\nb,2\r\n', lineBreak: 'mixed' }
  ])('is told: $name', async ({ text, lineBreak }) => {
    expect((await inspect(fileOf(text))).dialect.lineBreak).toBe(lineBreak);
  });
});

describe('header row', () => {
  it.each([
    { name: 'the first record', text: 'login,email\na,a@b.example\n', headerRow: 0 },
    {
      name: 'below Entra’s version line',
      text: 'version:v1.0\nName [displayName] Required,User name [userPrincipalName] Required\nA,a@b.example\n',
      headerRow: 1
    },
    {
      name: 'below PowerShell’s type',
      text: '#TYPE Microsoft.ActiveDirectory.Management.ADUser\n"SamAccountName","Surname"\n"a","Rao"\n',
      headerRow: 1
    },
    { name: 'below sep=', text: 'sep=;\nlogin;email\na;a@b.example\n', headerRow: 1 },
    {
      name: 'below a title block',
      text: 'All workers,,\nAs of 2026-11-01,,\n,,\nEmployee ID,Worker,Email - Work\n1001,Asha Rao,a@b.example\n1002,Ben Roe,b@b.example\n',
      headerRow: 3
    },
    {
      name: 'the second of SuccessFactors’ two',
      text: 'STATUS,USERID,USERNAME,EMAIL\nStatus,User ID,User Name,Email\nactive,1,a,a@b.example\n',
      headerRow: 1
    },
    { name: 'none: data from the first line', text: 'a,Asha,a@b.example\nb,Ben,b@b.example\n', headerRow: undefined },
    { name: 'none: words that come back below', text: 'asha,Finance\nben,Finance\nzoe,Legal\n', headerRow: undefined },
    { name: 'words not known here', text: 'Kürzel,Stufe\nar,hoch\nbr,tief\n', headerRow: 0 }
  ])('is told: $name', async ({ text, headerRow }) => {
    expect((await inspect(fileOf(text))).dialect.headerRow).toBe(headerRow);
  });

  it('can be chosen, also as none', async () => {
    const text = 'login,email\na,a@b.example\n';
    expect((await inspect(fileOf(text), { headerRow: undefined })).mapping.map((column) => column.header)).toEqual([
      'Column A',
      'Column B'
    ]);
    expect(
      (await inspect(fileOf(`title,x\n${text}`), { headerRow: 1 })).mapping.map((column) => column.header)
    ).toEqual(['login', 'email']);
  });
});

describe('columns', () => {
  it('get distinct names where headers repeat or are empty', async () => {
    const preview = await inspect(fileOf('mail,,mail,mail,mail (2), phone \na@b.example,x,b,c,d,1\n'), {
      headerRow: 0
    });
    expect(preview.mapping.map((column) => column.header)).toEqual([
      'mail',
      'Column B',
      'mail (2)',
      'mail (3)',
      'mail (2) (2)',
      'phone'
    ]);
  });

  it('keep `__proto__` and its like as headers', async () => {
    const preview = await inspect(fileOf('login,__proto__,constructor,__proto__\na,1,2,3\n'), { headerRow: 0 });
    expect(preview.mapping.map((column) => column.target)).toEqual([
      'userName',
      'custom:__proto__',
      'custom:constructor',
      'custom:__proto__ (2)'
    ]);
  });

  it('are never given the same attribute', async () => {
    const preview = await inspect(
      fileOf('E-mail Address,mail,work email,login,User Name\na@b.example,b@b.example,c@b.example,a,b\n')
    );
    expect(preview.mapping.map((column) => column.target)).toEqual([
      'email',
      'otherEmail',
      'custom:work email',
      'custom:login',
      'userName'
    ]);
  });

  it('leave passwords and empty columns out', async () => {
    const preview = await inspect(fileOf('User Name,Password,\na,secret,\nb,secret,\n'));
    expect(preview.mapping.map((column) => column.target)).toEqual(['userName', undefined, undefined]);
  });

  it('are recognized by a similar header, and by content where the header says nothing', async () => {
    const preview = await inspect(fileOf('Departement,Kontakt,Usernames\nLegal,a@b.example,a\nLegal,b@b.example,b\n'));
    expect(preview.mapping.map(({ target }) => target)).toEqual(['department', 'email', 'userName']);
    for (const { confidence } of preview.mapping) expect(confidence).toBeLessThan(1);
  });

  it('do not take Entra’s “Block sign in” for its opposite', async () => {
    const preview = await inspect(
      fileOf(
        'version:v1.0\nUser name [userPrincipalName] Required,Block sign in (Yes/No) [accountEnabled] Required\na@b.example,No\n'
      )
    );
    expect(preview.mapping[1].target).toMatch(/^custom:/);
  });

  it.each([
    {
      name: 'Slack',
      text: 'username,email,status,billing-active,has-2fa,has-sso,userid,fullname,displayname\na,a@b.example,Member,1,0,0,U1,Asha Rao,Asha\n',
      expected: {
        username: 'userName',
        email: 'email',
        status: 'active',
        userid: 'externalId',
        fullname: 'displayName',
        displayname: 'custom:displayname'
      }
    },
    {
      name: 'Oracle',
      text: 'User ID,Last Name,First Name,Work Email,Home Email,Employee Number\na,Rao,Asha,a@b.example,h@b.example,0012\n',
      expected: {
        'User ID': 'userName',
        'Work Email': 'email',
        'Home Email': 'otherEmail',
        'Employee Number': 'employeeNumber'
      }
    },
    {
      name: 'Google',
      text: 'First Name [Required],Last Name [Required],Email Address [Required],Password [Required],Status [READ ONLY],Employee ID,Employee Title,Manager Email\nAsha,Rao,a@b.example,****,Active,0012,Analyst,m@b.example\n',
      expected: {
        'First Name [Required]': 'givenName',
        'Email Address [Required]': 'email',
        'Password [Required]': undefined,
        'Status [READ ONLY]': 'active',
        'Employee ID': 'employeeNumber',
        'Employee Title': 'title',
        'Manager Email': 'manager'
      }
    },
    {
      name: 'Get-ADUser',
      text: 'DistinguishedName,Enabled,GivenName,Name,ObjectClass,ObjectGUID,SamAccountName,SID,Surname,UserPrincipalName\n"CN=A,DC=b",True,Asha,Asha Rao,user,9f8b3f36-6a8c-4b8e-9d0e-0123456789ab,asha,S-1,Rao,a@b.example\n',
      expected: {
        Enabled: 'active',
        ObjectGUID: 'externalId',
        SamAccountName: 'userName',
        Surname: 'familyName',
        UserPrincipalName: 'email'
      }
    },
    {
      name: 'ServiceNow',
      text: 'user_name,first_name,last_name,name,email,active,employee_number,sys_id\na,Asha,Rao,Asha Rao,a@b.example,true,0012,x1\n',
      expected: { user_name: 'userName', sys_id: 'externalId', employee_number: 'employeeNumber', name: 'displayName' }
    }
  ])('of $name go where they belong', async ({ text, expected }) => {
    expect(targetsOf(await inspect(fileOf(text)))).toMatchObject(expected);
  });
});

describe('a remembered mapping', () => {
  const remembered: readonly ColumnMapping[] = [
    { column: 0, header: 'login', target: 'externalId', confidence: 1 },
    { column: 1, header: 'email', target: undefined, confidence: 1 }
  ];

  it('is used when the headers are the same, wherever they stand now', async () => {
    const preview = await inspect(fileOf('email,login\na@b.example,a\n'), {}, remembered);
    expect([preview.isMappingRemembered, preview.drift]).toEqual([true, undefined]);
    expect(targetsOf(preview)).toEqual({ email: undefined, login: 'externalId' });
  });

  it('tells what is new and what is gone otherwise', async () => {
    const three = [...remembered, { column: 2, header: 'team', target: 'department', confidence: 1 } as const];
    const preview = await inspect(fileOf('login,phone,ID,team\na,1,7,x\n'), {}, three);
    expect([preview.isMappingRemembered, preview.drift]).toEqual([
      false,
      { added: ['phone', 'ID'], missing: ['email'] }
    ]);
    expect(targetsOf(preview)).toEqual({ login: 'externalId', phone: 'phone', ID: 'custom:ID', team: 'department' });
  });

  it('is not taken for a file that shares a single column with it', async () => {
    const preview = await inspect(fileOf('login,phone,ID\na,1,7\n'), {}, remembered);
    expect([preview.isMappingRemembered, preview.drift]).toEqual([false, undefined]);
  });
});

describe('a file that cannot be imported', () => {
  it.each([
    { name: 'empty', file: fileOf(''), kind: 'file-empty' },
    { name: 'blank', file: fileOf(' \n\n\n'), kind: 'file-empty' },
    { name: 'of no users', file: fileOf('[]'), kind: 'file-no-rows' },
    {
      name: 'a ZIP or .xlsx that is cut',
      file: new File([Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0)], 'list.csv'),
      kind: 'file-malformed'
    },
    {
      name: 'an .xls',
      file: new File([Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0)], 'list.xls'),
      kind: 'workbook-old'
    },
    { name: 'HTML', file: fileOf('<!doctype html><p>Sign in</p>'), kind: 'file-not-supported' },
    { name: 'half a JSON', file: fileOf('[{"login": "a"'), kind: 'file-malformed' },
    {
      name: 'of too many columns',
      file: fileOf(`${'a,'.repeat(1000)}a\n${'1,'.repeat(1000)}1\n`),
      kind: 'file-too-many-columns'
    }
  ])('is told: $name', async ({ file, kind }) => {
    expect(await failure(file)).toMatchObject({ kind });
  });
});

it('shows a file of headers only, with its columns and no rows', async () => {
  const preview = await inspect(fileOf('login,email\n'));
  expect([preview.records, preview.mapping.map(({ target }) => target)]).toEqual([
    [['login', 'email']],
    ['userName', 'email']
  ]);
});

it('reads only the head of a large file', async () => {
  const file = fileOf('login,email\n' + 'a,a@b.example\n'.repeat(100_000));
  const preview = await inspect(file);
  expect([preview.isWhole, preview.records.length, preview.bytes]).toEqual([false, 50, file.size]);
});
