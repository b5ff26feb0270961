import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameComparisons } from '../../../src/lib/linkage/compare/name-comparisons';
import { encodePeople, linkageBooks } from '../../../src/lib/linkage/encode-people';
import { NAME_TRAITS } from '../../../src/lib/linkage/text/name-traits';
import { recordSet, type RecordSet } from '../../../src/lib/engine/record-set';
import type { Attribute } from '../../../src/lib/model/attribute';
import type { AgreementLevel, ComparisonId } from '../../../src/lib/model/agreement';
import { SegmentBuilder } from '../../../src/lib/engine/segment-builder';

type Person = Partial<Record<Attribute, string>>;
