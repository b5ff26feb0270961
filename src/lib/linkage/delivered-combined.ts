import type { CombinedWeights } from '../model/linkage-model';

/**
 * The part of the delivered model that holds within a state of what was compared before (weigh/contexts.ts). Written by
 * tests/quality/fit-delivered.ts.
 */
export const DELIVERED_COMBINED: readonly CombinedWeights[] = [
  {
    comparison: 'family-name',
    levels: [
      { level: 'different', m: 0.033952, u: 0.9931 },
      { level: 'initial', m: 0.021671, u: 0.0036064, share: 0.070432 },
      { level: 'sounds-alike', m: 0.00036126, u: 0.000058944, share: 0.0010383 },
      { level: 'near', m: 0.0049746, u: 0.00082047, share: 0.0018296 },
      { level: 'transposed', m: 0.023712, u: 0.00012168, share: 0.00069032 },
      { level: 'one-of-several', m: 0.057567, u: 0.0002954, share: 0.0034964 },
      { level: 'swapped', m: 0.0037882, u: 0.000014966, share: 0.0017471 },
      { level: 'folded', m: 0.019951, u: 0.00001616, share: 0.001188 },
      { level: 'exact', m: 0.83402, u: 0.00054308, share: 0.0016305 }
    ],
    state: 0
  },
  {
    comparison: 'family-name',
    levels: [
      { level: 'different', m: 0.035796, u: 0.94473 },
      { level: 'initial', m: 0.0082665, u: 0.019381, share: 0.06 },
      { level: 'sounds-alike', m: 0.005511, u: 0.0096903, share: 0.004 },
      { level: 'near', m: 0.016533, u: 0.0058142, share: 0.003 },
      { level: 'transposed', m: 0.0064295, u: 0.0019381, share: 0.001 },
      { level: 'one-of-several', m: 0.012859, u: 0.0038761, share: 0.004 },
      { level: 'swapped', m: 0.23171, u: 0.0014563, share: 0.0014342 },
      { level: 'folded', m: 0.062081, u: 0.00038761, share: 0.004 },
      { level: 'exact', m: 0.62081, u: 0.0038761, share: 0.004 }
    ],
    state: 1
  },
  {
    comparison: 'username',
    levels: [
      { level: 'different', m: 0.039593, u: 0.99743 },
      { level: 'contains', m: 0.017344, u: 0.0011027, share: 0.0022238 },
      { level: 'near', m: 0.0089846, u: 0.000026115, share: 0.000084934 },
      { level: 'pattern', m: 0.29088, u: 0.000033037, share: 0.00011062 },
      { level: 'folded', m: 0.46584, u: 0.0000074609, share: 0.000221 },
      { level: 'exact', m: 0.17735, u: 0.0000032387, share: 0.0002202 }
    ],
    state: 0
  },
  {
    comparison: 'username',
    levels: [
      { level: 'different', m: 0.23475, u: 0.99979 },
      { level: 'contains', m: 0.018063, u: 0.00016206, share: 0.0037883 },
      { level: 'near', m: 0.050626, u: 0.0000035886, share: 0.0002194 },
      { level: 'pattern', m: 0.080972, u: 0.0000027302, share: 0.00016843 },
      { level: 'folded', m: 0.030544, u: 0.0000014223, share: 0.0020476 },
      { level: 'exact', m: 0.58504, u: 0.0000017023, share: 0.00022584 }
    ],
    state: 1
  },
  {
    comparison: 'username',
    levels: [
      { level: 'different', m: 0.10596, u: 0.91552 },
      { level: 'contains', m: 0.014166, u: 0.033505, share: 0.0023686 },
      { level: 'near', m: 0.019381, u: 0.00016344, share: 0.00021871 },
      { level: 'pattern', m: 0.26454, u: 0.0013487, share: 0.0001826 },
      { level: 'folded', m: 0.017873, u: 0.000030691, share: 0.0002194 },
      { level: 'exact', m: 0.57807, u: 0.00016052, share: 0.00022 }
    ],
    state: 2
  },
  {
    comparison: 'username',
    levels: [
      { level: 'different', m: 0.033373, u: 0.41897 },
      { level: 'contains', m: 0.016842, u: 0.20248 },
      { level: 'near', m: 0.0060125, u: 0.023981 },
      { level: 'pattern', m: 0.35783, u: 0.31888 },
      { level: 'folded', m: 0.019357, u: 0.0059766 },
      { level: 'exact', m: 0.56658, u: 0.023841 }
    ],
    state: 3
  },
  {
    comparison: 'username',
    levels: [
      { level: 'different', m: 0.027669, u: 0.13104 },
      { level: 'contains', m: 0.01219, u: 0.052448 },
      { level: 'near', m: 0.0020942, u: 0.0051894 },
      { level: 'pattern', m: 0.39573, u: 0.66456 },
      { level: 'folded', m: 0.017674, u: 0.017326 },
      { level: 'exact', m: 0.54464, u: 0.087667 }
    ],
    state: 4
  },
  {
    comparison: 'mailbox',
    levels: [
      { level: 'different', m: 0.04878, u: 0.9794 },
      { level: 'contains', m: 0.04065, u: 0.0080775, share: 0.004 },
      { level: 'near', m: 0.04878, u: 0.0060582, share: 0.003 },
      { level: 'pattern', m: 0.1626, u: 0.0020194, share: 0.002 },
      { level: 'folded', m: 0.04878, u: 0.00040388, share: 0.004 },
      { level: 'exact', m: 0.65041, u: 0.0040388, share: 0.004 }
    ],
    state: 0
  },
  {
    comparison: 'mailbox',
    levels: [
      { level: 'different', m: 0.048615, u: 0.99955 },
      { level: 'contains', m: 0.018639, u: 0.00027044, share: 0.0020011 },
      { level: 'near', m: 0.032035, u: 0.0000063531, share: 0.00011361 },
      { level: 'pattern', m: 0.09995, u: 0.000010944, share: 0.00019839 },
      { level: 'folded', m: 0.090495, u: 5.3059e-7, share: 0.00023904 },
      { level: 'exact', m: 0.71027, u: 0.000002516, share: 0.0002194 }
    ],
    state: 1
  },
  {
    comparison: 'mailbox',
    levels: [
      { level: 'different', m: 0.0074448, u: 0.19119 },
      { level: 'contains', m: 0.022592, u: 0.59169 },
      { level: 'near', m: 0.010053, u: 0.079439 },
      { level: 'pattern', m: 0.091793, u: 0.12073 },
      { level: 'folded', m: 0.071119, u: 0.0057671 },
      { level: 'exact', m: 0.797, u: 0.0056421 }
    ],
    state: 2
  },
  {
    comparison: 'mailbox',
    levels: [
      { level: 'different', m: 0.04878, u: 0.9794 },
      { level: 'contains', m: 0.04065, u: 0.0080775, share: 0.004 },
      { level: 'near', m: 0.04878, u: 0.0060582, share: 0.003 },
      { level: 'pattern', m: 0.1626, u: 0.0020194, share: 0.002 },
      { level: 'folded', m: 0.04878, u: 0.00040388, share: 0.004 },
      { level: 'exact', m: 0.65041, u: 0.0040388, share: 0.004 }
    ],
    state: 3
  },
  {
    comparison: 'mailbox',
    levels: [
      { level: 'different', m: 0.044047, u: 0.99985 },
      { level: 'contains', m: 0.02899, u: 0.000070786, share: 0.001676 },
      { level: 'near', m: 0.034787, u: 0.0000036989, share: 0.00020216 },
      { level: 'pattern', m: 0.11568, u: 0.0000052655, share: 0.00057842 },
      { level: 'folded', m: 0.051183, u: 2.0285e-7, share: 0.0002194 },
      { level: 'exact', m: 0.72531, u: 0.0000017092, share: 0.0002194 }
    ],
    state: 4
  },
  {
    comparison: 'mailbox',
    levels: [
      { level: 'different', m: 0.029058, u: 0.30187 },
      { level: 'contains', m: 0.053861, u: 0.54118 },
      { level: 'near', m: 0.05581, u: 0.037576 },
      { level: 'pattern', m: 0.10077, u: 0.029542 },
      { level: 'folded', m: 0.06377, u: 0.013 },
      { level: 'exact', m: 0.69673, u: 0.076718 }
    ],
    state: 5
  },
  {
    comparison: 'mailbox',
    levels: [
      { level: 'different', m: 0.04878, u: 0.9794 },
      { level: 'contains', m: 0.04065, u: 0.0080775, share: 0.004 },
      { level: 'near', m: 0.04878, u: 0.0060582, share: 0.003 },
      { level: 'pattern', m: 0.1626, u: 0.0020194, share: 0.002 },
      { level: 'folded', m: 0.04878, u: 0.00040388, share: 0.004 },
      { level: 'exact', m: 0.65041, u: 0.0040388, share: 0.004 }
    ],
    state: 6
  },
  {
    comparison: 'mailbox',
    levels: [
      { level: 'different', m: 0.061297, u: 0.9561 },
      { level: 'contains', m: 0.029512, u: 0.017435, share: 0.0021929 },
      { level: 'near', m: 0.035414, u: 0.00018556, share: 0.00019112 },
      { level: 'pattern', m: 0.12344, u: 0.00013627, share: 0.00016701 },
      { level: 'folded', m: 0.064836, u: 0.000046537, share: 0.0010944 },
      { level: 'exact', m: 0.68551, u: 0.000075838, share: 0.0002194 }
    ],
    state: 7
  },
  {
    comparison: 'mailbox',
    levels: [
      { level: 'different', m: 0.0089336, u: 0.12531 },
      { level: 'contains', m: 0.06071, u: 0.84169 },
      { level: 'near', m: 0.026848, u: 0.0061581 },
      { level: 'pattern', m: 0.099416, u: 0.018753 },
      { level: 'folded', m: 0.053226, u: 0.0023305 },
      { level: 'exact', m: 0.75087, u: 0.0054706 }
    ],
    state: 8
  },
  {
    comparison: 'mailbox',
    levels: [
      { level: 'different', m: 0.04878, u: 0.42103 },
      { level: 'contains', m: 0.04065, u: 0.027621 },
      { level: 'near', m: 0.04878, u: 0.031692 },
      { level: 'pattern', m: 0.1626, u: 0.098369 },
      { level: 'folded', m: 0.04878, u: 0.02943 },
      { level: 'exact', m: 0.65041, u: 0.39186 }
    ],
    state: 9
  },
  {
    comparison: 'mailbox',
    levels: [
      { level: 'different', m: 0.046417, u: 0.36547 },
      { level: 'contains', m: 0.050228, u: 0.3658 },
      { level: 'near', m: 0.045423, u: 0.18327 },
      { level: 'pattern', m: 0.12566, u: 0.057423 },
      { level: 'folded', m: 0.043002, u: 0.0019481 },
      { level: 'exact', m: 0.68927, u: 0.025938 }
    ],
    state: 10
  },
  {
    comparison: 'mailbox',
    levels: [
      { level: 'different', m: 0.0074674, u: 0.10969 },
      { level: 'contains', m: 0.03458, u: 0.50563 },
      { level: 'near', m: 0.0151, u: 0.10612 },
      { level: 'pattern', m: 0.097273, u: 0.23534 },
      { level: 'folded', m: 0.067162, u: 0.0098604 },
      { level: 'exact', m: 0.77842, u: 0.023709 }
    ],
    state: 11
  },
  {
    comparison: 'mailbox',
    levels: [
      { level: 'different', m: 0.04878, u: 0.42103 },
      { level: 'contains', m: 0.04065, u: 0.027621 },
      { level: 'near', m: 0.04878, u: 0.031692 },
      { level: 'pattern', m: 0.1626, u: 0.098369 },
      { level: 'folded', m: 0.04878, u: 0.02943 },
      { level: 'exact', m: 0.65041, u: 0.39186 }
    ],
    state: 12
  },
  {
    comparison: 'mailbox',
    levels: [
      { level: 'different', m: 0.028244, u: 0.27216 },
      { level: 'contains', m: 0.037246, u: 0.26587 },
      { level: 'near', m: 0.023745, u: 0.10154 },
      { level: 'pattern', m: 0.1396, u: 0.17479 },
      { level: 'folded', m: 0.056554, u: 0.027774 },
      { level: 'exact', m: 0.71461, u: 0.15774 }
    ],
    state: 13
  },
  {
    comparison: 'mailbox',
    levels: [
      { level: 'different', m: 0.0084805, u: 0.062219 },
      { level: 'contains', m: 0.0095905, u: 0.071831 },
      { level: 'near', m: 0.0020127, u: 0.014006 },
      { level: 'pattern', m: 0.10212, u: 0.72844 },
      { level: 'folded', m: 0.070801, u: 0.035884 },
      { level: 'exact', m: 0.80699, u: 0.047015 }
    ],
    state: 14
  },
  {
    comparison: 'title',
    levels: [
      { level: 'different', m: 0.12735, u: 0.92767 },
      { level: 'contains', m: 0.0099632, u: 0.046486, share: 0.029491 },
      { level: 'near', m: 0.0093413, u: 0.0004066, share: 0.003 },
      { level: 'exact', m: 0.85334, u: 0.027859, share: 0.024977 }
    ],
    state: 0
  },
  {
    comparison: 'title',
    levels: [
      { level: 'different', m: 0.09867, u: 0.96494 },
      { level: 'contains', m: 0.042976, u: 0.03141, share: 0.02679 },
      { level: 'near', m: 0.014593, u: 0.00010064, share: 0.003 },
      { level: 'exact', m: 0.84376, u: 0.0059806, share: 0.023497 }
    ],
    state: 1
  },
  {
    comparison: 'title',
    levels: [
      { level: 'different', m: 0.11084, u: 0.64334 },
      { level: 'contains', m: 0.023761, u: 0.13833, share: 0.032449 },
      { level: 'near', m: 0.0023934, u: 0.00071267, share: 0.003 },
      { level: 'exact', m: 0.86301, u: 0.16292, share: 0.023627 }
    ],
    state: 2
  }
];
