import { GRAPH_TOKEN } from '../../../fixtures/systems/graph';
import { GRAPH_APP, graphId, startWritableGraph } from '../../../fixtures/systems/writable-graph';
import { describeTarget } from './any-target';

describeTarget({
  connectorId: 'graph',
  start: startWritableGraph,
  token: GRAPH_TOKEN,
  appId: GRAPH_APP,
  idOf: graphId,
  changed: {
    'here4@example.com': 'DISABLED Clerk',
    'here5@example.com': 'DISABLED Clerk',
    'new000000@example.com': 'ACTIVE New',
    'new000001@example.com': 'ACTIVE New'
  }
});
