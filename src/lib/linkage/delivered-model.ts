import type { LinkageModel } from '../model/linkage-model';
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
        { level: 'different', m: 0.02645, u: 0.98838 },
        { level: 'initial', m: 0.11114, u: 0.0065411, share: 0.051422 },
        { level: 'sounds-alike', m: 0.0051721, u: 0.00031045, share: 0.0017645 },
        { level: 'near', m: 0.0092455, u: 0.00055262, share: 0.002164 },
        { level: 'transposed', m: 0.023555, u: 0.00026932, share: 0.0021726 },
        { level: 'nickname', m: 0.038205, u: 0.00039936, share: 0.0036088 },
        { level: 'one-of-several', m: 0.054776, u: 0.00037125, share: 0.0025989 },
        { level: 'swapped', m: 0.0042209, u: 0.000010235, share: 0.0024168 },
        { level: 'folded', m: 0.041665, u: 0.00011044, share: 0.0034182 },
        { level: 'exact', m: 0.68557, u: 0.0010982, share: 0.0023937 }
      ]
    },
    {
      comparison: 'family-name',
      levels: [
        { level: 'different', m: 0.035864, u: 0.99288 },
        { level: 'initial', m: 0.023726, u: 0.0037036, share: 0.064861 },
        { level: 'sounds-alike', m: 0.00030931, u: 0.000047822, share: 0.00085333 },
        { level: 'near', m: 0.0052235, u: 0.00081541, share: 0.0017517 },
        { level: 'transposed', m: 0.021903, u: 0.0001308, share: 0.00080936 },
        { level: 'one-of-several', m: 0.052717, u: 0.00031857, share: 0.0036637 },
        { level: 'swapped', m: 0.015364, u: 0.0000097258, share: 0.0017868 },
        { level: 'folded', m: 0.016469, u: 0.000010087, share: 0.001291 },
        { level: 'exact', m: 0.82842, u: 0.00050988, share: 0.0015794 }
      ]
    },
    {
      comparison: 'username',
      levels: [
        { level: 'different', m: 0.04015, u: 0.99796 },
        { level: 'contains', m: 0.010734, u: 0.00080825, share: 0.0020198 },
        { level: 'near', m: 0.011084, u: 0.000022366, share: 0.000096377 },
        { level: 'pattern', m: 0.34324, u: 0.000051318, share: 0.00014384 },
        { level: 'folded', m: 0.252, u: 0.00000389, share: 0.00022195 },
        { level: 'exact', m: 0.34279, u: 0.0000033008, share: 0.0002201 }
      ]
    },
    {
      comparison: 'mailbox',
      levels: [
        { level: 'different', m: 0.016953, u: 0.99753 },
        { level: 'contains', m: 0.0093468, u: 0.0010611, share: 0.00215 },
        { level: 'near', m: 0.011504, u: 0.000028934, share: 0.00011004 },
        { level: 'pattern', m: 0.087791, u: 0.000038238, share: 0.0001115 },
        { level: 'folded', m: 0.074938, u: 0.0000016774, share: 0.00022394 },
        { level: 'exact', m: 0.79947, u: 0.000001549, share: 0.00022079 }
      ]
    },
    {
      comparison: 'mail-domain',
      levels: [
        { level: 'different', m: 0.16001, u: 0.17706 },
        { level: 'exact', m: 0.83999, u: 0.824, share: 1 }
      ]
    },
    {
      comparison: 'employee-number',
      levels: [
        { level: 'different', m: 0.016184, u: 0.99807 },
        { level: 'transposed', m: 0.0019907, u: 0.000016125, share: 0.0002194 },
        { level: 'exact', m: 0.98183, u: 0.0000072126, share: 0.0002194 }
      ]
    },
    {
      comparison: 'phone',
      levels: [
        { level: 'different', m: 0.068289, u: 0.99983 },
        { level: 'transposed', m: 0.0010298, u: 0.00002897, share: 0.001 },
        { level: 'exact', m: 0.93068, u: 0.000004243, share: 0.00021954 }
      ]
    },
    {
      comparison: 'department',
      levels: [
        { level: 'different', m: 0.075669, u: 0.88798 },
        { level: 'contains', m: 0.000615, u: 0.000066684, share: 0.004 },
        { level: 'near', m: 0.00046125, u: 0.000050013, share: 0.003 },
        { level: 'exact', m: 0.92325, u: 0.10335, share: 0.099114 }
      ]
    },
    {
      comparison: 'title',
      levels: [
        { level: 'different', m: 0.12922, u: 0.92704 },
        { level: 'contains', m: 0.0084773, u: 0.046943, share: 0.029499 },
        { level: 'near', m: 0.0018836, u: 0.0000829, share: 0.003 },
        { level: 'exact', m: 0.86042, u: 0.026545, share: 0.024064 }
      ]
    }
  ],
  combined: [
    {
      comparison: 'family-name',
      levels: [
        { level: 'different', m: 0.036774, u: 0.9929 },
        { level: 'initial', m: 0.024328, u: 0.0037036, share: 0.064861 },
        { level: 'sounds-alike', m: 0.00031721, u: 0.000047823, share: 0.00085333 },
        { level: 'near', m: 0.0053554, u: 0.00081542, share: 0.0017517 },
        { level: 'transposed', m: 0.022356, u: 0.0001308, share: 0.00080936 },
        { level: 'one-of-several', m: 0.053805, u: 0.00031857, share: 0.0036637 },
        { level: 'swapped', m: 0.00069497, u: 0.0000032275, share: 0.0032916 },
        { level: 'folded', m: 0.016022, u: 0.000010087, share: 0.001291 },
        { level: 'exact', m: 0.84035, u: 0.00050988, share: 0.0015794 }
      ],
      state: 0
    },
    {
      comparison: 'family-name',
      levels: [
        { level: 'different', m: 0.015234, u: 0.9235 },
        { level: 'initial', m: 0.0076172, u: 0.019579, share: 0.06 },
        { level: 'sounds-alike', m: 0.0050782, u: 0.0097894, share: 0.004 },
        { level: 'near', m: 0.015234, u: 0.0058736, share: 0.003 },
        { level: 'transposed', m: 0.0059245, u: 0.0019579, share: 0.001 },
        { level: 'one-of-several', m: 0.011849, u: 0.0039158, share: 0.004 },
        { level: 'swapped', m: 0.32136, u: 0.0024894, share: 0.0018007 },
        { level: 'folded', m: 0.056155, u: 0.00039158, share: 0.004 },
        { level: 'exact', m: 0.56155, u: 0.0039158, share: 0.004 }
      ],
      state: 1
    },
    {
      comparison: 'username',
      levels: [
        { level: 'different', m: 0.031525, u: 0.99772 },
        { level: 'contains', m: 0.013633, u: 0.00086233, share: 0.00176 },
        { level: 'near', m: 0.021427, u: 0.000045634, share: 0.000091285 },
        { level: 'pattern', m: 0.29366, u: 0.000034179, share: 0.00010788 },
        { level: 'folded', m: 0.45876, u: 0.0000069977, share: 0.0002217 },
        { level: 'exact', m: 0.181, u: 0.0000031424, share: 0.0002194 }
      ],
      state: 0
    },
    {
      comparison: 'username',
      levels: [
        { level: 'different', m: 0.19759, u: 0.99974 },
        { level: 'contains', m: 0.020912, u: 0.00023137, share: 0.0039935 },
        { level: 'near', m: 0.037287, u: 0.0000037842, share: 0.0002194 },
        { level: 'pattern', m: 0.088803, u: 0.0000024606, share: 0.00013048 },
        { level: 'folded', m: 0.063924, u: 0.0000020707, share: 0.0030469 },
        { level: 'exact', m: 0.59148, u: 0.0000018325, share: 0.00022104 }
      ],
      state: 1
    },
    {
      comparison: 'username',
      levels: [
        { level: 'different', m: 0.12394, u: 0.91938 },
        { level: 'contains', m: 0.0096412, u: 0.030037, share: 0.002398 },
        { level: 'near', m: 0.019115, u: 0.0001699, share: 0.00020179 },
        { level: 'pattern', m: 0.24239, u: 0.0012308, share: 0.00017536 },
        { level: 'folded', m: 0.03156, u: 0.000032105, share: 0.00022322 },
        { level: 'exact', m: 0.57336, u: 0.00012989, share: 0.00022065 }
      ],
      state: 2
    },
    {
      comparison: 'username',
      levels: [
        { level: 'different', m: 0.033668, u: 0.40764 },
        { level: 'contains', m: 0.01591, u: 0.1744 },
        { level: 'near', m: 0.0066552, u: 0.026076 },
        { level: 'pattern', m: 0.37262, u: 0.34739 },
        { level: 'folded', m: 0.018617, u: 0.0072238 },
        { level: 'exact', m: 0.55253, u: 0.029927 }
      ],
      state: 3
    },
    {
      comparison: 'username',
      levels: [
        { level: 'different', m: 0.03108, u: 0.14563 },
        { level: 'contains', m: 0.011832, u: 0.048897 },
        { level: 'near', m: 0.0015854, u: 0.0056264 },
        { level: 'pattern', m: 0.38562, u: 0.63803 },
        { level: 'folded', m: 0.022854, u: 0.029002 },
        { level: 'exact', m: 0.54703, u: 0.082587 }
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
        { level: 'different', m: 0.040261, u: 0.99958 },
        { level: 'contains', m: 0.016568, u: 0.00016952, share: 0.001632 },
        { level: 'near', m: 0.024984, u: 0.0000071486, share: 0.000095391 },
        { level: 'pattern', m: 0.093739, u: 0.000010954, share: 0.00018513 },
        { level: 'folded', m: 0.062712, u: 3.1808e-7, share: 0.0002285 },
        { level: 'exact', m: 0.76173, u: 0.0000023352, share: 0.00022054 }
      ],
      state: 1
    },
    {
      comparison: 'mailbox',
      levels: [
        { level: 'different', m: 0.0090317, u: 0.21257 },
        { level: 'contains', m: 0.021245, u: 0.51105 },
        { level: 'near', m: 0.010878, u: 0.14054 },
        { level: 'pattern', m: 0.091405, u: 0.11864 },
        { level: 'folded', m: 0.074149, u: 0.0063451 },
        { level: 'exact', m: 0.79329, u: 0.0063287 }
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
        { level: 'different', m: 0.053085, u: 0.99984 },
        { level: 'contains', m: 0.029613, u: 0.00012716, share: 0.0033018 },
        { level: 'near', m: 0.030161, u: 0.0000040429, share: 0.00022239 },
        { level: 'pattern', m: 0.12383, u: 0.0000086539, share: 0.0010536 },
        { level: 'folded', m: 0.054079, u: 0.0000010854, share: 0.0010944 },
        { level: 'exact', m: 0.70924, u: 0.0000018719, share: 0.00022064 }
      ],
      state: 4
    },
    {
      comparison: 'mailbox',
      levels: [
        { level: 'different', m: 0.037005, u: 0.31421 },
        { level: 'contains', m: 0.05689, u: 0.48948 },
        { level: 'near', m: 0.038365, u: 0.037489 },
        { level: 'pattern', m: 0.10772, u: 0.047138 },
        { level: 'folded', m: 0.053885, u: 0.017344 },
        { level: 'exact', m: 0.70613, u: 0.092665 }
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
        { level: 'different', m: 0.062411, u: 0.96409 },
        { level: 'contains', m: 0.028861, u: 0.014013, share: 0.0025183 },
        { level: 'near', m: 0.034633, u: 0.00018118, share: 0.00016876 },
        { level: 'pattern', m: 0.10337, u: 0.00010701, share: 0.00014695 },
        { level: 'folded', m: 0.061224, u: 0.000047293, share: 0.0011062 },
        { level: 'exact', m: 0.7095, u: 0.000099008, share: 0.00024987 }
      ],
      state: 7
    },
    {
      comparison: 'mailbox',
      levels: [
        { level: 'different', m: 0.0098082, u: 0.13872 },
        { level: 'contains', m: 0.05785, u: 0.80979 },
        { level: 'near', m: 0.015269, u: 0.009391 },
        { level: 'pattern', m: 0.090159, u: 0.028419 },
        { level: 'folded', m: 0.05606, u: 0.0039057 },
        { level: 'exact', m: 0.77085, u: 0.0095997 }
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
        { level: 'different', m: 0.028497, u: 0.33655 },
        { level: 'contains', m: 0.033897, u: 0.39993 },
        { level: 'near', m: 0.043861, u: 0.1797 },
        { level: 'pattern', m: 0.10791, u: 0.042924 },
        { level: 'folded', m: 0.056703, u: 0.0060757 },
        { level: 'exact', m: 0.72913, u: 0.034283 }
      ],
      state: 10
    },
    {
      comparison: 'mailbox',
      levels: [
        { level: 'different', m: 0.0043067, u: 0.092369 },
        { level: 'contains', m: 0.016031, u: 0.38663 },
        { level: 'near', m: 0.020113, u: 0.17542 },
        { level: 'pattern', m: 0.0999, u: 0.28558 },
        { level: 'folded', m: 0.080494, u: 0.01569 },
        { level: 'exact', m: 0.77916, u: 0.03356 }
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
        { level: 'different', m: 0.019872, u: 0.25936 },
        { level: 'contains', m: 0.023287, u: 0.30188 },
        { level: 'near', m: 0.017986, u: 0.075996 },
        { level: 'pattern', m: 0.12964, u: 0.15969 },
        { level: 'folded', m: 0.041659, u: 0.013111 },
        { level: 'exact', m: 0.76756, u: 0.18997 }
      ],
      state: 13
    },
    {
      comparison: 'mailbox',
      levels: [
        { level: 'different', m: 0.0089229, u: 0.070211 },
        { level: 'contains', m: 0.0073869, u: 0.049747 },
        { level: 'near', m: 0.0024051, u: 0.015908 },
        { level: 'pattern', m: 0.10561, u: 0.71219 },
        { level: 'folded', m: 0.073735, u: 0.045769 },
        { level: 'exact', m: 0.80194, u: 0.051294 }
      ],
      state: 14
    },
    {
      comparison: 'title',
      levels: [
        { level: 'different', m: 0.11778, u: 0.92566 },
        { level: 'contains', m: 0.01831, u: 0.048195, share: 0.028597 },
        { level: 'near', m: 0.0093289, u: 0.00044019, share: 0.003 },
        { level: 'exact', m: 0.85458, u: 0.026938, share: 0.024968 }
      ],
      state: 0
    },
    {
      comparison: 'title',
      levels: [
        { level: 'different', m: 0.084441, u: 0.96445 },
        { level: 'contains', m: 0.02125, u: 0.032624, share: 0.026861 },
        { level: 'near', m: 0.017045, u: 0.00011335, share: 0.003 },
        { level: 'exact', m: 0.87726, u: 0.0061089, share: 0.022934 }
      ],
      state: 1
    },
    {
      comparison: 'title',
      levels: [
        { level: 'different', m: 0.11593, u: 0.64504 },
        { level: 'contains', m: 0.02418, u: 0.13439, share: 0.032299 },
        { level: 'near', m: 0.0024589, u: 0.00077844, share: 0.003 },
        { level: 'exact', m: 0.85743, u: 0.16666, share: 0.024091 }
      ],
      state: 2
    }
  ],
  ownerShare: 0.81456,
  origin: 'delivered',
  learntFrom: 0
};

/** Fitted to the same lists. */
export const DELIVERED_CALIBRATION: Calibration = {
  slope: 0.575,
  shift: -1.2000000000000002,
  computed: [0, 0.0263, 0.119, 0.2026, 0.291, 0.3745, 0.4628, 0.5428, 0.6252, 0.7062, 0.7934, 0.8788, 0.9861, 1],
  observed: [0, 0.0166, 0.0779, 0.1423, 0.2368, 0.3524, 0.4726, 0.6382, 0.7268, 0.8468, 0.8602, 0.9219, 0.9945, 1]
};
