/** Copies behind links in the store that remembers only while it runs. */
import { copy } from './memory-rows.ts';
import type { Memory } from './memory-rows.ts';
import type { Queries } from './store.ts';

export function copiesIn(memory: Memory): Queries['copies'] {
  const at = (tokenHash: string) => memory.rows.copy.find((row) => row.token_hash === tokenHash);
  return {
    add: async (row) => {
      await copy(memory.rows.copy.push(row));
    },
    find: (tokenHash) => copy(at(tokenHash)),
    ofRequest: (request) =>
      copy(
        memory.rows.copy
          .filter((row) => row.request === request)
          .toSorted((a, b) => b.made_at - a.made_at)
          .map(({ content: _content, ...row }) => row),
      ),
    countDownload: (tokenHash) => {
      const row = at(tokenHash);
      if (row) row.downloads += 1;
      return Promise.resolve();
    },
    end: (request) => {
      for (const row of memory.rows.copy) if (row.request === request) row.content = null;
      return Promise.resolve();
    },
  };
}
