import type { StandardAttribute } from '../model/attribute';
import { headerKey } from './header-key';
import { SECRETS } from './ldif-secrets';

/**
 * Headers under which systems export the standard attributes: Okta, Oracle identity domains, Microsoft Entra ID, Google
 * Workspace, Active Directory, LDAP, Workday, SuccessFactors, BambooHR, Namely, UKG Pro, Zendesk, Slack, GitHub,
 * Salesforce, Atlassian, ServiceNow. Earlier ones win where a file has several; a header may stand in two lists (`User
 * ID` is the user name at Oracle, the identifier at Slack) and goes to the attribute that is still free.
 */
const ALIASES: Record<StandardAttribute, readonly string[]> = {
  externalId: [
    'External ID',
    'objectGUID',
    'Object ID',
    'entryUUID',
    'sys_id',
    'Atlassian ID',
    'GUID',
    'Immutable ID',
    'UUID',
    'ID',
    'Account ID',
    'User ID',
    'EEID'
  ],
  userName: [
    'User Name',
    'login',
    'Login Name',
    'sAMAccountName',
    'User Principal Name',
    'UPN',
    'uid',
    'Logon Name',
    'Account Name',
    'User Login',
    'User ID',
    'Account',
    'User',
    'Benutzername',
    'Anmeldename',
    'Nom d’utilisateur',
    'Nombre de usuario'
  ],
  displayName: [
    'Display Name',
    'Full Name',
    'Formatted Name',
    'Real Name',
    'Worker',
    'Employee Name',
    'Name',
    'cn',
    'Common Name',
    'Anzeigename',
    'Preferred Display Name',
    'Nom complet',
    'Nombre completo'
  ],
  givenName: [
    'First Name',
    'Given Name',
    'Legal Name - First Name',
    'Legal First Name',
    'Forename',
    'fname',
    'gn',
    'Preferred First Name',
    'Vorname',
    'Prénom',
    'Nombre',
    'Nome',
    'Voornaam'
  ],
  familyName: [
    'Last Name',
    'Surname',
    'Family Name',
    'sn',
    'Legal Name - Last Name',
    'Legal Last Name',
    'lname',
    'Nachname',
    'Familienname',
    'Nom',
    'Nom de famille',
    'Apellido',
    'Apellidos',
    'Cognome',
    'Achternaam'
  ],
  email: [
    'Email',
    'E-mail',
    'Email Address',
    'E-mail Address',
    'Primary Email',
    'E-mail (Primary)',
    'Primary Email Address',
    'Work Email',
    'Email - Work',
    'Company Email',
    'Business Email',
    'mail',
    'Mail Address',
    'Email 1',
    'Emails',
    'User Email',
    'E-Mail-Adresse',
    'Adresse e-mail',
    'Courriel',
    'Correo electrónico'
  ],
  otherEmail: [
    'Other Email',
    'Second Email',
    'Secondary Email',
    'Alternate Email',
    'Alternate Email Address',
    'Other Mails',
    'Work Secondary Email',
    'Home Email',
    'Personal Email',
    'Email - Home',
    'Home Secondary Email',
    'Recovery Email',
    'Proxy Addresses',
    'SAML Name ID',
    'Verified Email',
    'Email 2',
    'mail (2)',
    'emails (2)'
  ],
  employeeNumber: [
    'Employee Number',
    'Employee ID',
    'EMPID',
    'Employee No',
    'Employee #',
    'Emp No',
    'Emp ID',
    'Personnel Number',
    'Personnel ID',
    'Staff ID',
    'Staff Number',
    'Worker ID',
    'Payroll Number',
    'Personalnummer',
    'Matricule',
    'Número de empleado',
    'Badge Number'
  ],
  department: [
    'Department',
    'Department Name',
    'Dept',
    'Supervisory Organization',
    'Org Level 1 Description',
    'Org Unit',
    'Organizational Unit',
    'Org Unit Path',
    'Abteilung',
    'Département',
    'Departamento'
  ],
  title: [
    'Title',
    'Job Title',
    'Business Title',
    'Employee Title',
    'Position',
    'Position Title',
    'Funktion',
    'Poste',
    'Cargo'
  ],
  manager: [
    'Manager',
    'Manager ID',
    'Manager Email',
    'Manager Name',
    'Supervisor',
    'Supervisor ID',
    'Supervisor EID',
    'Supervisor Name',
    'Supervisor Employee Number',
    'Manager Employee Id',
    'Reports To',
    'Reporting to',
    'Reports To Email',
    'Line Manager',
    'Vorgesetzter'
  ],
  phone: [
    'Phone',
    'Work Phone',
    'Primary Phone',
    'Telephone Number',
    'Telephone',
    'Phone Number',
    'Business Phone',
    'Office Phone',
    'BIZ_PHONE',
    'Mobile Phone',
    'Mobile',
    'Mobile No',
    'Mobile Number',
    'Cell Phone',
    'Telefon',
    'Téléphone',
    'Teléfono'
  ],
  userType: ['User Type', 'Employee Type', 'Worker Type', 'Employment Type', 'Account Type', 'Role', 'Org Role'],
  groups: ['groups', 'memberof', 'member of', 'group memberships'],
  active: [
    'Active',
    'Is Active',
    'Account Enabled',
    'Enabled',
    'Status',
    'User Status',
    'Account Status',
    'Worker Status',
    'Employee Status',
    'Employment Status',
    'Employment Status Code',
    'Aktiv',
    'Actif',
    'Activo',
    'Blocked',
    'Disabled',
    'Account Disabled',
    'Suspended',
    'Gesperrt',
    'Deaktiviert',
    'Bloqué',
    'Bloqueado'
  ]
};

/** Columns that are never taken over by themselves: nothing here should hold a password. */
const LEFT_OUT = new Set(
  [
    'Password',
    'Initial password',
    'passwordProfile',
    'Password Hash Function',
    'userPassword',
    'unicodePwd',
    'pwd',
    'Passwort',
    ...SECRETS
  ].map(headerKey)
);

export interface AliasHit {
  readonly attribute: StandardAttribute;
  /** Place in the attribute's list: 0 is the header that fits best. */
  readonly rank: number;
}

const HITS = new Map<string, AliasHit[]>();
for (const [attribute, aliases] of Object.entries(ALIASES) as [StandardAttribute, readonly string[]][]) {
  aliases.forEach((alias, rank) => {
    const key = headerKey(alias);
    const hits = HITS.get(key) ?? [];
    if (!hits.some((hit) => hit.attribute === attribute)) hits.push({ attribute, rank });
    HITS.set(key, hits);
  });
}

/** Attributes that a header names, if it is a known one. */
export function aliasHits(key: string): readonly AliasHit[] {
  return HITS.get(key) ?? [];
}

export function isLeftOut(key: string): boolean {
  return LEFT_OUT.has(key);
}

export function isKnownHeader(header: string): boolean {
  const key = headerKey(header);
  return HITS.has(key) || LEFT_OUT.has(key);
}

/** Every alias key with its attribute, for comparing by similarity. */
export function* aliasKeys(): Generator<readonly [key: string, hit: AliasHit]> {
  for (const [key, hits] of HITS) yield [key, hits[0]];
}
