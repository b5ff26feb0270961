import { expect, it } from 'vitest';
import { pageTitle } from '../../../src/lib/state/page-title';

it('says what a page is, and what it is about where that may be known', () => {
  expect(pageTitle('History', 'Zendesk')).toBe('History · Zendesk · Muster');
  expect(pageTitle('History', undefined)).toBe('History · Muster');
  expect(pageTitle('History', '')).toBe('History · Muster');
});
