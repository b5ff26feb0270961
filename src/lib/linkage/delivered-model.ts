import type { LinkageModel } from '../model/linkage-model';
import { DELIVERED_COMBINED } from './delivered-combined';
import type { Calibration } from './weigh/calibration';

/**
 * What scores are made with before anything is known of two lists, and what counts beside them as a few accounts more.
 * Written by tests/quality/fit-delivered.ts: fitted to generated directories and app accounts only, never to lists that
 * quality is measured on.
 */
export const DELIVERED_MODEL: LinkageModel = {
  comparisons: [
    {
      comparison: 'given-name',
      levels: [
        { level: 'different', m: 0.026112, u: 0.98843 },
        { level: 'initial', m: 0.1069, u: 0.0067091, share: 0.054142 },
        { level: 'sounds-alike', m: 0.0053682, u: 0.00032825, share: 0.0017188 },
        { level: 'near', m: 0.0086937, u: 0.00054143, share: 0.0022306 },
        { level: 'transposed', m: 0.027097, u: 0.00029708, share: 0.0023412 },
        { level: 'nickname', m: 0.034236, u: 0.0003393, share: 0.0035409 },
        { level: 'one-of-several', m: 0.055882, u: 0.00038534, share: 0.0028086 },
        { level: 'swapped', m: 0.012801, u: 0.000042403, share: 0.0023108 },
        { level: 'folded', m: 0.032423, u: 0.00010703, share: 0.003449 },
        { level: 'exact', m: 0.69049, u: 0.0011839, share: 0.0023748 }
      ]
    },
    {
      comparison: 'family-name',
      levels: [
        { level: 'different', m: 0.033854, u: 0.9931 },
        { level: 'initial', m: 0.021173, u: 0.0036062, share: 0.070432 },
        { level: 'sounds-alike', m: 0.00035314, u: 0.000058941, share: 0.0010383 },
        { level: 'near', m: 0.0048603, u: 0.00082043, share: 0.0018296 },
        { level: 'transposed', m: 0.023321, u: 0.00012167, share: 0.00069032 },
        { level: 'one-of-several', m: 0.056631, u: 0.00029538, share: 0.0034964 },
        { level: 'swapped', m: 0.01901, u: 0.000017203, share: 0.0015713 },
        { level: 'folded', m: 0.022251, u: 0.000016159, share: 0.001188 },
        { level: 'exact', m: 0.81855, u: 0.00054305, share: 0.0016305 }
      ]
    },
    {
      comparison: 'username',
      levels: [
        { level: 'different', m: 0.042141, u: 0.99787 },
        { level: 'contains', m: 0.012351, u: 0.00096336, share: 0.0023723 },
        { level: 'near', m: 0.0056386, u: 0.000013027, share: 0.000098993 },
        { level: 'pattern', m: 0.34293, u: 0.000053112, share: 0.00014889 },
        { level: 'folded', m: 0.2521, u: 0.0000038518, share: 0.0002209 },
        { level: 'exact', m: 0.34485, u: 0.0000037742, share: 0.00022046 }
      ]
    },
    {
      comparison: 'mailbox',
      levels: [
        { level: 'different', m: 0.019922, u: 0.99735 },
        { level: 'contains', m: 0.011597, u: 0.0013126, share: 0.0024543 },
        { level: 'near', m: 0.010006, u: 0.000019068, share: 0.00012088 },
        { level: 'pattern', m: 0.088461, u: 0.000039542, share: 0.00011469 },
        { level: 'folded', m: 0.071732, u: 0.000001578, share: 0.00022284 },
        { level: 'exact', m: 0.79828, u: 0.0000010326, share: 0.00021962 }
      ]
    },
    {
      comparison: 'mail-domain',
      levels: [
        { level: 'different', m: 0.16282, u: 0.17958 },
        { level: 'exact', m: 0.83718, u: 0.82145, share: 1 }
      ]
    },
    {
      comparison: 'employee-number',
      levels: [
        { level: 'different', m: 0.025572, u: 0.99826 },
        { level: 'transposed', m: 0.0019879, u: 0.00001457, share: 0.0002194 },
        { level: 'exact', m: 0.97244, u: 0.0000073642, share: 0.0002194 }
      ]
    },
    {
      comparison: 'phone',
      levels: [
        { level: 'different', m: 0.061897, u: 0.99988 },
        { level: 'transposed', m: 0.0010695, u: 0.000027472, share: 0.001 },
        { level: 'exact', m: 0.93703, u: 0.0000048664, share: 0.00021955 }
      ]
    },
    {
      comparison: 'department',
      levels: [
        { level: 'different', m: 0.076243, u: 0.88929 },
        { level: 'contains', m: 0.00058435, u: 0.000063205, share: 0.004 },
        { level: 'near', m: 0.00043826, u: 0.000047404, share: 0.003 },
        { level: 'exact', m: 0.92273, u: 0.10301, share: 0.09953 }
      ]
    },
    {
      comparison: 'title',
      levels: [
        { level: 'different', m: 0.12844, u: 0.92823 },
        { level: 'contains', m: 0.0087934, u: 0.045898, share: 0.029726 },
        { level: 'near', m: 0.0018532, u: 0.000074197, share: 0.003 },
        { level: 'exact', m: 0.86091, u: 0.025562, share: 0.023676 }
      ]
    }
  ],
  combined: DELIVERED_COMBINED,
  ownerShare: 0.79699,
  origin: 'delivered',
  learntFrom: 0
};

/** Fitted to the same lists. */
export const DELIVERED_CALIBRATION: Calibration = {
  slope: 0.5499999999999999,
  shift: -0.9,
  computed: [0, 0.026, 0.119, 0.2031, 0.293, 0.3746, 0.461, 0.5466, 0.6231, 0.7141, 0.7931, 0.8812, 0.9863, 1],
  observed: [0, 0.0172, 0.0924, 0.1385, 0.2268, 0.3833, 0.4523, 0.617, 0.746, 0.8464, 0.8656, 0.9243, 0.9953, 1]
};
