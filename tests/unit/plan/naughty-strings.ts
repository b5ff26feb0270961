import naughty from 'big-list-of-naughty-strings/blns.json' with { type: 'json' };

/** 515 texts that break what is written carelessly, and some that a list in JSON cannot bring: NUL, controls, U+2028. */
export const NAUGHTY: readonly string[] = [
  ...(naughty as readonly string[]),
  'a\u0000b',
  '\u0001\u001f\u007f\u0085',
  '\u2028\u2029\ufeff',
  "O'Brien",
  '"; rm -rf / #',
  '$(touch x)`touch y`',
  '${var.x} %{ if true } $${y} %%{z}',
  '\\',
  '\\"',
  "'\\''",
  'line\r\nbreak\n',
  '\t tab and blanks  ',
  '</script>]]>',
  '𝒳😀é'
];
