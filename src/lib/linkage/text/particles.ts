/**
 * Small words before a family name that one list writes, another joins to it, a third leaves out: van der Berg,
 * Vanderberg, Berg. Alone they say nothing. As the last word of a name, or as a given name, they are a name (Ben, Van).
 * Saint and Mac are not among them: Saint Martin is not Martin.
 */
const PARTICLES: ReadonlySet<string> = new Set(
  `van der den de des ten ter te tot op het vande vander vanden von vom zu zum zur und auf dem af av
   da das do dos di del della dello delle degli dei dal dalla dalle du la las le les lo los y
   dela delos delas al el ul ur bin ibn ben bint abu abou ould`
    .trim()
    .split(/\s+/)
);

export function isParticle(token: string): boolean {
  return PARTICLES.has(token);
}
