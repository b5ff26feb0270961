/** Of a workspace's passphrase: what a thief with the disk has to guess. */
export const LEAST_PASSPHRASE_CHARS = 12;
