/** Ranks the users who could own an account. Wiring only. Holds copies of what is compared; ended with the workspace. */
import { expose } from 'comlink';
import { holdLife } from '../src/lib/clients/worker-life';
import { LinkageService } from '../src/lib/workspace/linkage-service';
import { makeRanker } from '../src/lib/workspace/make-ranker';

holdLife();
expose(new LinkageService(makeRanker));
