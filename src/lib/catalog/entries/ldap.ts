import type { CatalogEntry } from '../catalog-entry';
import { rulesByEmployeeNumber } from '../starting-rules';

export const entry: CatalogEntry = {
  id: 'ldap',
  name: 'LDAP',
  category: 'directory',
  description:
    'Any directory that speaks LDAP: OpenLDAP, 389 Directory Server, FreeIPA, eDirectory, Oracle Unified Directory.',
  wayIn:
    'An LDIF file, with groups and their members where they are in it: ldapsearch, slapcat or the server’s own export.',
  keywords: ['ldif', 'openldap', 'slapd', '389', 'freeipa', 'edirectory', 'oud', 'ldapsearch', 'slapcat', 'directory'],
  isProfileSource: true,
  attributes: [
    'externalId',
    'userName',
    'displayName',
    'givenName',
    'familyName',
    'email',
    'otherEmail',
    'employeeNumber',
    'department',
    'title',
    'manager',
    'phone',
    'userType',
    'groups'
  ],
  rules: rulesByEmployeeNumber(),
  deprovisioning: 'deactivate',
  exports: [
    {
      name: 'LDIF export',
      where: 'ldapsearch -LLL -b dc=alder,dc=example "(|(objectClass=person)(objectClass=groupOfNames))" "*" entryUUID',
      format: 'ldif',
      signature: ['dn', 'uid'],
      headers: {
        entryUUID: 'externalId',
        ipaUniqueID: 'externalId',
        nsUniqueId: 'externalId',
        uid: 'userName',
        displayName: 'displayName',
        cn: 'displayName',
        givenName: 'givenName',
        sn: 'familyName',
        mail: 'email',
        'mail (2)': 'otherEmail',
        employeeNumber: 'employeeNumber',
        department: 'department',
        departmentNumber: 'department',
        title: 'title',
        manager: 'manager',
        telephoneNumber: 'phone',
        mobile: 'phone',
        employeeType: 'userType',
        memberOf: 'groups',
        nsAccountLock: 'active'
      },
      inactive: { nsAccountLock: ['true'] }
    },
    {
      name: 'LDIF export without uid',
      where: 'ldapsearch -LLL with a list of attributes of its own',
      format: 'ldif',
      signature: ['dn'],
      headers: {
        entryUUID: 'externalId',
        cn: 'displayName',
        givenName: 'givenName',
        sn: 'familyName',
        mail: 'email',
        'mail (2)': 'otherEmail',
        employeeNumber: 'employeeNumber',
        memberOf: 'groups'
      }
    }
  ]
};
