import { describe, expect, it } from 'vitest';
import { inspectFile } from '../../../src/lib/importing/inspect-file';
import type { FilePreview } from '../../../src/lib/protocol/import-api';
import { stageText } from './stage-text';
import { fileOf } from './table-writer';

async function inspect(text: string, catalogId?: string): Promise<FilePreview> {
  const result = await inspectFile({
    file: fileOf(text),
    choice: {},
    target: 'accounts',
    rememberedMappings: undefined,
    catalogId
  });
  if (!result.ok) throw new Error(result.error.kind);
  return result.value;
}

const ENTRA_DOWNLOAD =
  'userPrincipalName,displayName,surname,mail,givenName,objectId,userType,jobTitle,department,accountEnabled,usageLocation,streetAddress,state,country,physicalDeliveryOfficeName,city,postalCode,telephoneNumber,mobile,authenticationAlternativePhoneNumber,authenticationEmail,alternateEmailAddress,ageGroup,consentProvidedForMinor,legalAgeGroupClassification';
const ENTRA_FORM =
  'Name [displayName] Required,User name [userPrincipalName] Required,Initial password [passwordProfile] Required,Block sign in (Yes/No) [accountEnabled] Required,First name [givenName],Last name [surname],Job title [jobTitle],Department [department],Usage location [usageLocation],Street address [streetAddress],State or province [state],Country or region [country],Office [physicalDeliveryOfficeName],City [city],ZIP or postal code [postalCode],Office phone [telephoneNumber],Mobile phone [mobile]';
const GOOGLE =
  'First Name [Required],Last Name [Required],Email Address [Required],Password [Required],Password Hash Function [UPLOAD ONLY],Org Unit Path [Required],New Primary Email [UPLOAD ONLY],Status [READ ONLY],Last Sign In [READ ONLY],Recovery Email,Home Secondary Email,Work Secondary Email,Recovery Phone [MUST BE IN THE E.164 FORMAT],Work Phone,Home Phone,Mobile Phone,Work Address,Home Address,Employee ID,Employee Type,Employee Title,Manager Email,Department,Cost Center';

describe('an export', () => {
  it.each([
    {
      text: `${ENTRA_DOWNLOAD}\na@b.example,A,R,,A,9f8b3f36,Member,,,True\n`,
      name: 'Microsoft Entra ID, downloaded users'
    },
    { text: `version:v1.0\n${ENTRA_FORM}\nA,a@b.example,x,No,A,R\n`, name: 'Microsoft Entra ID, bulk create form' },
    { text: `${GOOGLE}\nAsha,Rao,a@b.example,****,,/,,Active\n`, name: 'Google Workspace, downloaded users' },
    {
      text: 'login,firstName,lastName,middleName,email,title\na@b.example,Asha,Rao,,a@b.example,\n',
      name: 'Okta, user CSV'
    },
    {
      text: '#TYPE Microsoft.ActiveDirectory.Management.ADUser\n"DistinguishedName","Enabled","GivenName","Name","ObjectClass","ObjectGUID","SamAccountName","SID","Surname","UserPrincipalName"\n"CN=A,DC=b","True","Asha","Asha Rao","user","9f8b3f36-6a8c-4b8e-9d0e-0123456789ab","asha","S-1","Rao","a@b.example"\n',
      name: 'Active Directory, Get-ADUser export'
    },
    {
      text: 'All Workers,,,,\nAs of,2026-11-01,,,\n,,,,\nEmployee ID,Worker,Business Title,Supervisory Organization,Email - Work\n1001,Asha Rao,Analyst,Finance,a@b.example\n1002,Ben Roe,Clerk,Sales,b@b.example\n',
      name: 'Workday, worker report'
    },
    {
      text: 'name,email,external_id,details,notes,phone,role\nAsha Rao,a@b.example,E1,,,,agent\n',
      name: 'Zendesk, bulk import form'
    }
  ])('is named: $name', async ({ text, name }) => {
    const { recognized } = await inspect(text);
    expect(`${recognized?.appName}, ${recognized?.exportName}`).toBe(name);
  });

  it('is nobody’s when the headers say too little', async () => {
    expect((await inspect('id,name,email\n1,Asha,a@b.example\n')).recognized).toBeUndefined();
  });

  it('is nobody’s when only headers of anybody’s file name it, in an app of another system too', async () => {
    const text =
      'account id,login,first name,last name,email,last login,status\nA1,asha,Asha,Rao,a@b.example,2026-11-01,active\n';
    for (const catalogId of [undefined, 'zendesk', 'generic-csv'])
      expect((await inspect(text, catalogId)).recognized).toBeUndefined();
    expect((await inspect(text, 'okta')).recognized?.appName).toBe('Okta');
    expect((await inspect('id,name,active\n1,Asha Rao,true\n')).recognized).toBeUndefined();
  });

  it('is first looked for in the app’s own entry', async () => {
    const text = 'id,name,email,role,external_id,login,tfa_enabled\n1,A,a@b.example,agent,E1,asha,true\n';
    expect((await inspect(text)).recognized?.appName).toBe('Zendesk');
    expect((await inspect(text, 'github')).recognized?.appName).toBe('GitHub');
  });

  it('sends its columns where the catalog says, whatever the words alone would say', async () => {
    const { mapping } = await inspect(
      'Employee #,First Name,Last Name,Work Email,Reporting to,Employment Status,Status\n1,A,R,a@b.example,B,Full-Time,Active\n'
    );
    expect(mapping.map(({ target }) => target).slice(-2)).toEqual(['userType', 'active']);
  });

  it('gives way to an identifier that every row has', async () => {
    const header = 'id,name,email,role,external_id';
    const full = await inspect(`${header}\n1,A,a@b.example,agent,E1\n`);
    expect(full.mapping[0].target).toBe('externalId');
    const scim = '[{"id":"1","userName":"a","externalId":"E1"},{"id":"2","userName":"b"}]';
    expect((await inspect(scim)).mapping.map(({ header: name, target }) => [name, target])).toEqual([
      ['id', 'externalId'],
      ['userName', 'userName'],
      ['externalId', 'custom:externalId']
    ]);
  });
});

describe('a header that its cells contradict', () => {
  it.each([
    ['Status', 'active', 'Married', 'Single'],
    ['Employment Status', 'active', 'Full-Time', 'Part-Time'],
    ['E-mail', 'email', 'asha.rao', 'ben.roe'],
    ['Username', 'userName', 'Asha Rao', 'Ben Roe']
  ])('is doubtful: %s', async (header, target, one, other) => {
    const { mapping } = await inspect(`ID,${header}\n1,${one}\n2,${other}\n3,\n`);
    expect(mapping[1]).toMatchObject({ target, confidence: 0.5 });
  });

  it('gives way to one that is borne out', async () => {
    const { mapping } = await inspect('ID,Status,Account Status\n1,Married,Active\n');
    expect(mapping.map(({ target, confidence }) => [target, confidence])).toEqual([
      ['externalId', 1],
      ['custom:Status', 0],
      ['active', 1]
    ]);
  });

  it('so does a column without any cell', async () => {
    const { mapping } = await inspect(
      'login,firstName,lastName,email,managerId,manager,middleName,title\na,A,R,a@b.example,,Ben,,x\n'
    );
    expect(mapping.slice(4, 6).map(({ target }) => target)).toEqual(['custom:managerId', 'manager']);
  });
});

describe('two header rows', () => {
  const NAMES = 'STATUS,USERID,USERNAME,FIRSTNAME,LASTNAME,EMAIL';

  it.each([
    ['in words that are known', 'Status,User ID,User Name,First Name,Last Name,Email'],
    ['in words that are not', 'Zustand,Kennung,Kürzel,Ruf,Haus,Post']
  ])('are both skipped: labels %s', async (_, labels) => {
    const { rows, preview } = await stageText(`${NAMES}\n${labels}\nactive,1,asha,Asha,Rao,a@b.example\n`);
    expect(preview.dialect.headerRow).toBe(1);
    expect(preview.recognized?.appName).toBe('SuccessFactors');
    expect(preview.mapping.map(({ target }) => target)).toEqual([
      'active',
      'externalId',
      'userName',
      'givenName',
      'familyName',
      'email'
    ]);
    expect(rows).toEqual([['active', '1', 'asha', 'Asha', 'Rao', 'a@b.example']]);
  });

  it('are not assumed where the second is data', async () => {
    expect((await inspect(`${NAMES}\nactive,1,asha,Asha,Rao,a@b.example\n`)).dialect.headerRow).toBe(0);
  });
});

describe('columns that say the opposite of active', () => {
  const activeOf = async (text: string) => {
    const { rows, summary } = await stageText(text);
    return rows.map((row) => row[summary.attributes.indexOf('active')]);
  };

  it('Entra: Block sign in', async () => {
    const text = `version:v1.0\n${ENTRA_FORM}\nA,a@b.example,x,No\nB,b@b.example,x,Yes\nC,c@b.example,x,\n`;
    expect(await activeOf(text)).toEqual(['true', 'false', '']);
  });

  it('Active Directory: bit 2 of userAccountControl', async () => {
    const text =
      'DN,objectClass,sAMAccountName,userAccountControl\n"CN=A,DC=b",user,a,512\n"CN=B,DC=b",user,b,514\n"CN=C,DC=b",user,c,66050\n"CN=D,DC=b",user,d,odd\n';
    expect(await activeOf(text)).toEqual(['true', 'false', 'false', 'odd']);
  });

  it('ServiceNow: locked_out, alone or over active', async () => {
    const head = 'user_name,last_name,sys_id,locked_out';
    expect(await activeOf(`${head}\na,A,1,true\nb,B,2,false\n`)).toEqual(['false', 'true']);
    expect(await activeOf(`${head},active\na,A,1,true,true\nb,B,2,false,true\nc,C,3,false,false\n`)).toEqual([
      'false',
      'true',
      'false'
    ]);
  });

  it('UKG: status codes', async () => {
    const text = 'Employee Number,EEID,Employment Status Code\n1,a,A\n2,b,T\n3,c,L\n4,d,S\n';
    expect(await activeOf(text)).toEqual(['A', 'false', 'L', 'false']);
  });
});

describe('Oracle’s quotes around what looks like a formula', () => {
  const rows = "'@asha',Rao,Asha,a@b.example\n'plain',O'Neil,'=1+1',b@b.example\n";

  it('are taken off in its exports', async () => {
    const staged = await stageText(`User Name,Last Name,First Name,Work Email\n${rows}`);
    expect(staged.rows).toEqual([
      ['@asha', 'Rao', 'Asha', 'a@b.example'],
      ["'plain'", "O'Neil", '=1+1', 'b@b.example']
    ]);
  });

  it('stay in files of others', async () => {
    expect((await stageText(`login,sn,gn,mail\n${rows}`)).rows[0][0]).toBe("'@asha'");
  });
});
