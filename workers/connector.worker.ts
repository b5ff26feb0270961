import { expose } from 'comlink';
import { ConnectorService } from '../src/lib/connectors/connector-service';
import { ListingStore } from '../src/lib/storage/listing-store';

/** Asks one system for its lists. Wiring only. The only place that reaches a network; disposable: ended to cancel. */
expose(new ConnectorService(new ListingStore(navigator.locks)));
