import type { LinkageModel } from '../model/linkage-model';
import { UNCALIBRATED, type Calibration } from './weigh/calibration';

/**
 * What scores are made with before anything is known of two lists, and what counts beside them as a few accounts more.
 * Fitted to generated directories and app accounts only (tests/quality/), never to lists that quality is measured on.
 */
export const DELIVERED_MODEL: LinkageModel = {
  comparisons: [],
  combined: [],
  ownerShare: 0.8,
  origin: 'delivered',
  learntFrom: 0
};

/** Fitted to the same lists. */
export const DELIVERED_CALIBRATION: Calibration = UNCALIBRATED;
