import { describe, expect, it } from 'vitest';
import { safeLink } from '../../../src/lib/model/safe-link';

describe('safeLink', () => {
  it.each([
    ['https://example.com/a?b#c', 'https://example.com/a?b#c'],
    ['mailto:ana@example.com', 'mailto:ana@example.com'],
    ['tel:+49301234', 'tel:+49301234'],
    [' HTTPS://Example.com ', 'https://example.com/']
  ])('%s is a link', (text, link) => expect(safeLink(text)).toBe(link));

  it.each([
    'javascript:alert(1)',
    ' JaVaScRiPt:alert(1)',
    'java\tscript:alert(1)',
    '\u0001javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:msgbox(1)',
    'blob:https://example.com/1',
    'file:///etc/passwd',
    'http://example.com/',
    'https://user:secret@example.com/',
    'ftp://example.com/',
    'view-source:https://example.com/',
    '//example.com/',
    '/w/1',
    '#/w/1',
    'example.com',
    ''
  ])('%j is text', (text) => expect(safeLink(text)).toBeUndefined());
});
