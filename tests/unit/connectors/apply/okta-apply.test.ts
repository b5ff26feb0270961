import { OKTA_TOKEN } from '../../../fixtures/systems/okta';
import { OKTA_APP, oktaId, startWritableOkta } from '../../../fixtures/systems/writable-okta';
import { describeTarget } from './any-target';

describeTarget({
  connectorId: 'okta',
  start: startWritableOkta,
  token: OKTA_TOKEN,
  appId: OKTA_APP,
  idOf: oktaId,
  changed: {
    'here4@example.com': 'SUSPENDED Clerk',
    'here5@example.com': 'DEPROVISIONED Clerk',
    'new000000@example.com': 'STAGED New',
    'new000001@example.com': 'STAGED New'
  }
});
