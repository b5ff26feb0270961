import { version } from '../../../package.json';

/** As it stands in what is handed over. */
export const MUSTER_VERSION: string = version;
