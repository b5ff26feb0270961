/** Letters and digits that cannot be read as one another, so that a password can be told over the telephone. */
const SIGNS = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789';
const LENGTH = 20;
const PART = 5;
/** Bytes from here on are drawn again, so that every sign is as likely as the others. */
const FAIR = 256 - (256 % SIGNS.length);

/** `Kx7vQ-mT3sW-pR8hZ-eN4cB`: 115 random bits, with what every password policy asks for: capitals, small letters, digits, a sign. */
export function randomPassword(): string {
  for (;;) {
    const signs = drawn();
    if (/[A-Z]/.test(signs) && /[a-z]/.test(signs) && /[2-9]/.test(signs)) {
      return (signs.match(new RegExp(`.{${PART}}`, 'g')) ?? []).join('-');
    }
  }
}

function drawn(): string {
  let signs = '';
  while (signs.length < LENGTH) {
    for (const byte of crypto.getRandomValues(new Uint8Array(LENGTH))) {
      if (byte < FAIR && signs.length < LENGTH) signs += SIGNS[byte % SIGNS.length];
    }
  }
  return signs;
}
