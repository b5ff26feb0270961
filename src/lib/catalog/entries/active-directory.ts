import type { CatalogEntry } from '../catalog-entry';
import { rulesByEmployeeNumber } from '../starting-rules';

export const entry: CatalogEntry = {
  id: 'active-directory',
  name: 'Active Directory',
  category: 'directory',
  description: 'Microsoft’s directory for Windows domains. People sign in with sAMAccountName or user principal name.',
  wayIn: 'A file: csvde, ldifde, or Get-ADUser with Export-Csv, each run on a machine of the domain.',
  keywords: ['ad', 'microsoft', 'windows', 'domain controller', 'csvde', 'ldifde', 'get-aduser', 'powershell', 'ldap'],
  isProfileSource: true,
  attributes: [
    'externalId',
    'userName',
    'displayName',
    'givenName',
    'familyName',
    'email',
    'employeeNumber',
    'department',
    'title',
    'manager',
    'phone',
    'groups',
    'active'
  ],
  rules: rulesByEmployeeNumber(),
  deprovisioning: 'deactivate',
  exports: [
    {
      name: 'csvde export',
      where:
        'csvde -u -f users.csv -r "(&(objectCategory=person)(objectClass=user))" -l "DN,objectClass,sAMAccountName,…"',
      caveat: 'Without -u it is in the code page of the machine; values of a list are divided by semicolons.',
      signature: ['DN', 'objectClass', 'sAMAccountName'],
      headers: {
        objectGUID: 'externalId',
        sAMAccountName: 'userName',
        userPrincipalName: 'userName',
        displayName: 'displayName',
        givenName: 'givenName',
        sn: 'familyName',
        mail: 'email',
        employeeID: 'employeeNumber',
        employeeNumber: 'employeeNumber',
        department: 'department',
        title: 'title',
        manager: 'manager',
        telephoneNumber: 'phone',
        mobile: 'phone',
        employeeType: 'userType',
        memberOf: 'groups',
        userAccountControl: 'active',
        proxyAddresses: 'otherEmail'
      }
    },
    {
      name: 'Get-ADUser export',
      where: 'Get-ADUser -Filter * -Properties Mail,EmployeeID,… | Export-Csv users.csv -Encoding UTF8',
      caveat: 'Windows PowerShell writes ASCII unless told an encoding, and only the type of a list, such as MemberOf.',
      signature: ['DistinguishedName', 'SamAccountName', 'ObjectGUID'],
      headers: {
        ObjectGUID: 'externalId',
        SamAccountName: 'userName',
        UserPrincipalName: 'userName',
        DisplayName: 'displayName',
        Name: 'displayName',
        GivenName: 'givenName',
        Surname: 'familyName',
        mail: 'email',
        EmailAddress: 'email',
        EmployeeID: 'employeeNumber',
        EmployeeNumber: 'employeeNumber',
        Department: 'department',
        Title: 'title',
        Manager: 'manager',
        OfficePhone: 'phone',
        MobilePhone: 'phone',
        MemberOf: 'groups',
        Enabled: 'active',
        userAccountControl: 'active',
        proxyAddresses: 'otherEmail'
      },
      kept: ['SID', 'ObjectClass']
    },
    {
      name: 'ldifde export',
      where: 'ldifde -f users.ldif -r "(|(objectClass=user)(objectClass=group))"',
      format: 'ldif',
      signature: ['dn', 'sAMAccountName'],
      headers: {
        objectGUID: 'externalId',
        sAMAccountName: 'userName',
        userPrincipalName: 'userName',
        displayName: 'displayName',
        cn: 'displayName',
        givenName: 'givenName',
        sn: 'familyName',
        mail: 'email',
        'mail (2)': 'otherEmail',
        proxyAddresses: 'otherEmail',
        employeeID: 'employeeNumber',
        employeeNumber: 'employeeNumber',
        department: 'department',
        title: 'title',
        manager: 'manager',
        telephoneNumber: 'phone',
        mobile: 'phone',
        employeeType: 'userType',
        memberOf: 'groups',
        userAccountControl: 'active'
      }
    }
  ]
};
