/** Global Privacy Control: what a browser says for its user, and that this backend hears it (G-02, G-05). */

/** True where any value of `Sec-GPC` is exactly `1`; whatever else stands there says nothing. */
export function saysGpc({ headers }: Request): boolean {
  const said = headers.get('sec-gpc') ?? '';
  return said.split(',').some((value) => value.trim() === '1');
}

/** `/.well-known/gpc.json`; the day is the last on which what it means here has changed. */
export const GPC_SUPPORT = { gpc: true, lastUpdate: '2026-11-24' };
