/** First labels of providers that anybody has a mailbox with, whatever country ends them: gmx.de, gmx.net. */
const PROVIDERS: ReadonlySet<string> = new Set(
  `gmail googlemail outlook hotmail msn windowslive yahoo ymail rocketmail aol aim icloud gmx t-online freenet
   protonmail tutanota tuta posteo fastmail zoho yandex bk rambler wanadoo laposte sfr neuf bbox club-internet
   libero virgilio tiscali tin uol bol telefonica movistar ono sapo btinternet virginmedia talktalk ntlworld
   blueyonder comcast verizon att sbcglobal bellsouth earthlink juno sympatico telus bigpond optusnet xtra ziggo
   kpnmail kpn hetnet xs4all telenet skynet proximus bluewin hispeed chello aon liwest seznam volny azet wp onet
   interia gazeta tlen poczta citromail freemail abv ukr qq 163 126 sina sohu foxmail naver hanmail daum docomo
   ezweb softbank rediffmail sify indiatimes walla bezeqint mynet hushmail mailfence arcor vodafone kabelmail telia
   bredband eniro telenor tele2 kolumbus luukku suomi24`
    .trim()
    .split(/\s+/)
);
/** Labels that a country's domains have before the country. */
const SECOND_LEVEL: ReadonlySet<string> = new Set([
  'co',
  'com',
  'net',
  'org',
  'ac',
  'gov',
  'edu',
  'ne',
  'or',
  'gob',
  'gv'
]);
/** Where the label alone is a common word, or short: with the ending that the provider has. */
const WHOLE: ReadonlySet<string> = new Set(
  `i.ua ya.ru pm.me op.pl o2.pl a1.net ig.com.br me.com mac.com home.nl planet.nl charter.net list.ru free.fr alice.it
   online.de online.no email.cz email.it email.com mail.ru mail.com mail.de inbox.ru inbox.lv inbox.lt sky.com orange.fr
   orange.es sunrise.ch hey.com spray.se terra.com.br terra.es centrum.cz shaw.ca rogers.com nate.com cox.net proton.me
   web.de live.com live.de live.fr live.nl live.co.uk live.it live.se live.no live.dk live.be live.ca live.com.au live.at
   live.ie live.cn live.jp mailbox.org`.split(/\s+/)
);

/** Whether anybody can have a mailbox there, so that the domain says nothing about who has it. In small letters. */
export function isPublicMailDomain(domain: string): boolean {
  return WHOLE.has(domain) || PROVIDERS.has(mainLabel(domain));
}

/** What whoever registered the domain chose: alder of mail.alder.co.example. */
function mainLabel(domain: string): string {
  const labels = domain.split('.');
  let at = labels.length - 2;
  if (at > 0 && labels[labels.length - 1].length === 2 && SECOND_LEVEL.has(labels[at])) at--;
  return labels[Math.max(0, at)];
}

const NO_WORDS: readonly string[] = [];

/** What may be a name in a domain that is nobody's provider: schmidt and family of schmidt-family.example. */
export function wordsOfPrivateDomain(domain: string): readonly string[] {
  if (isPublicMailDomain(domain)) return NO_WORDS;
  return mainLabel(domain)
    .split('-')
    .filter((word) => word.length > 2);
}
