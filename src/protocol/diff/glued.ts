/**
 * Words are equal whatever space stands before them: a word that lost its quotation mark, its bracket or the
 * first half of its address stays, and only what went is marked. A space that comes or goes by itself is a
 * change of the word.
 */
import type { Token } from './tokens.ts';

/** Takes pairs apart that differ in their space when nothing in front of them says why. `partner` as in `compare`. */
export function partGlued(partner: Int32Array, from: readonly Token[], to: readonly Token[]): void {
  const back = new Int32Array(to.length).fill(-1);
  partner.forEach((other, place) => {
    if (other !== -1) back[other] = place;
  });
  for (let place = 0; place < partner.length; place++) {
    const other = partner[place] as number;
    if (other === -1) continue;
    const [isSpaced, wasSpaced] = [to[other]?.isSpaced === true, from[place]?.isSpaced === true];
    if (isSpaced === wasSpaced) continue;
    // What the word is glued to on one side is marked there.
    const isExplained = wasSpaced ? back[other - 1] === -1 : partner[place - 1] === -1;
    if (isExplained) continue;
    partner[place] = -1;
    back[other] = -1;
  }
}
