import type { ConnectorId } from '../model/connection';
import type { Connector } from './connector';
import { github } from './systems/github';
import { google } from './systems/google';
import { graph } from './systems/graph';
import { okta } from './systems/okta';
import { oracle } from './systems/oracle';
import { salesforce } from './systems/salesforce';
import { scim } from './systems/scim';
import { servicenow } from './systems/servicenow';
import { zendesk } from './systems/zendesk';

const CONNECTORS: Readonly<Record<ConnectorId, Connector>> = {
  scim,
  oracle,
  okta,
  graph,
  google,
  zendesk,
  github,
  salesforce,
  servicenow
};

export function connectorFor(id: ConnectorId): Connector {
  return CONNECTORS[id];
}
