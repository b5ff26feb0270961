import { expose } from 'comlink';
import { ConnectorService } from '../src/lib/connectors/connector-service';
import { OutboundGate } from '../src/lib/connectors/outbound-gate';
import { ListingStore } from '../src/lib/storage/listing-store';
import { holdLife } from '../src/lib/clients/worker-life';

/** Asks one system for its lists. Wiring only. The only place that reaches a network; disposable: ended to cancel. */
const gate = OutboundGate.install(globalThis);
holdLife();
expose(new ConnectorService(new ListingStore(navigator.locks), gate));
