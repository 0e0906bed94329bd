/** Links that take permissions back and suppressions, in the store that remembers only while it runs. */
import { addOnce, copy } from './memory-rows.ts';
import type { Memory } from './memory-rows.ts';
import type { Queries } from './store.ts';
import type { SuppressionRow } from './unsubscribe.ts';

const isSame =
  (one: Omit<SuppressionRow, 'at'>) =>
  (other: SuppressionRow): boolean =>
    one.site === other.site &&
    one.key === other.key &&
    one.purpose === other.purpose &&
    one.channel === other.channel;

export function unsubscribeIn(memory: Memory): Queries['unsubscribe'] {
  return {
    addLink: async (row) => {
      const isKnown = ({ token_hash: hash }: { token_hash: string }): boolean => hash === row.token_hash;
      await copy(addOnce(memory.rows.preference_link, row, isKnown));
    },
    link: (tokenHash) => copy(memory.rows.preference_link.find(({ token_hash: hash }) => hash === tokenHash)),
    suppress: async (row) => {
      memory.rows.suppression = [...memory.rows.suppression.filter((one) => !isSame(row)(one)), row];
      await Promise.resolve();
    },
    unsuppress: (row) => {
      memory.rows.suppression = memory.rows.suppression.filter((one) => !isSame(row)(one));
      return Promise.resolve();
    },
    suppressionsOf: (site, key) =>
      copy(memory.rows.suppression.filter((row) => row.site === site && row.key === key)),
  };
}
