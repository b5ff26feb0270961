import { characterName, textRisks, type TextRisk, type TextRiskKind } from '../model/text-risk';

/** A word for each, as short as a badge. */
export const RISK_WORD: Readonly<Record<TextRiskKind, string>> = {
  direction: 'text direction',
  invisible: 'invisible',
  'mixed-scripts': 'mixed letters',
  'soft-hyphen': 'soft hyphen',
  'odd-space': 'odd space'
};

/** One sentence per risk of a name: `“а” here is Cyrillic.` */
export function riskSentences(text: string): readonly string[] {
  return textRisks(text).map(riskSentence);
}

export function riskSentence({ kind, characters, script }: TextRisk): string {
  const names = listed(characters.map(characterName));
  switch (kind) {
    case 'mixed-scripts': {
      const quoted = listed(characters.map((letter) => `“${letter}”`));
      return `${quoted} here ${characters.length > 1 ? 'are' : 'is'} ${script ?? ''}.`;
    }
    case 'direction':
      return `It changes the direction of the text: ${names}.`;
    case 'invisible':
      return `It holds what nobody sees: ${names}.`;
    case 'soft-hyphen':
      return `It holds what shows only at the end of a line: ${names}.`;
    case 'odd-space':
      return `It holds a space that is none of the keyboard’s: ${names}.`;
  }
}

function listed(texts: readonly string[]): string {
  return texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} and ${texts.at(-1) ?? ''}`;
}
