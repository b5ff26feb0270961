/**
 * What RFC 7644, 3.7 and 3.5.2, and RFC 7643, 4.1 to 4.3, say of the requests that Muster writes; nothing else is
 * allowed, so that a misspelt name is found.
 */
const text = { type: 'string', minLength: 1 };

function object(properties: Record<string, unknown>, required: readonly string[] = []) {
  return { type: 'object', properties, required, additionalProperties: false, minProperties: 1 };
}

function list(items: unknown) {
  return { type: 'array', items, minItems: 1 };
}

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group';

const user = object(
  {
    schemas: { enum: [[USER], [USER, ENTERPRISE]] },
    externalId: text,
    userName: text,
    name: object({ givenName: text, familyName: text }),
    displayName: text,
    title: text,
    userType: text,
    active: { type: 'boolean' },
    emails: {
      ...list(object({ value: text, type: { enum: ['work', 'other'] }, primary: { const: true } }, ['value', 'type'])),
      contains: { type: 'object', properties: { primary: { const: true } }, required: ['primary'] },
      minContains: 0,
      maxContains: 1
    },
    phoneNumbers: list(object({ value: text, type: { const: 'work' } }, ['value', 'type'])),
    [ENTERPRISE]: object({
      employeeNumber: text,
      department: text,
      manager: object({ value: text }, ['value'])
    })
  },
  ['schemas', 'active']
);

const group = object(
  {
    schemas: { enum: [[GROUP]] },
    displayName: text,
    members: list(object({ value: text, type: { const: 'User' } }, ['value', 'type']))
  },
  ['schemas', 'displayName']
);

const patch = object(
  {
    schemas: { enum: [['urn:ietf:params:scim:api:messages:2.0:PatchOp']] },
    Operations: list({
      oneOf: [
        object({ op: { const: 'remove' }, path: text }, ['op', 'path']),
        object({ op: { enum: ['add', 'replace'] }, path: text, value: {} }, ['op', 'path', 'value'])
      ]
    })
  },
  ['schemas', 'Operations']
);

const bulkId = { type: 'string', pattern: '^[ug][0-9]+$' };

export const BULK_REQUEST = object(
  {
    schemas: { enum: [['urn:ietf:params:scim:api:messages:2.0:BulkRequest']] },
    Operations: list({
      oneOf: [
        object({ method: { const: 'POST' }, path: { const: '/Users' }, bulkId, data: user }, [
          'method',
          'path',
          'bulkId',
          'data'
        ]),
        object({ method: { const: 'POST' }, path: { const: '/Groups' }, bulkId, data: group }, [
          'method',
          'path',
          'bulkId',
          'data'
        ]),
        object({ method: { const: 'PATCH' }, path: { type: 'string', pattern: '^/Users/[^/]+$' }, data: patch }, [
          'method',
          'path',
          'data'
        ]),
        object({ method: { const: 'DELETE' }, path: { type: 'string', pattern: '^/Users/[^/]+$' } }, ['method', 'path'])
      ]
    })
  },
  ['schemas', 'Operations']
);
