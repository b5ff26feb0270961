import { ORACLE_TOKEN } from '../../../fixtures/systems/oracle';
import { ORACLE_APP, oracleId, startWritableOracle } from '../../../fixtures/systems/writable-oracle';
import { describeTarget } from './any-target';

describeTarget({
  connectorId: 'oracle',
  start: startWritableOracle,
  token: ORACLE_TOKEN,
  appId: ORACLE_APP,
  idOf: oracleId,
  changed: {
    'here4@example.com': 'INACTIVE Clerk',
    'here5@example.com': 'INACTIVE Clerk',
    'new000000@example.com': 'ACTIVE New',
    'new000001@example.com': 'ACTIVE New'
  }
});
