/** The queries about people and what they did, in the store that remembers only while it runs. */
import { addOnce, copy } from './memory-rows.ts';
import type { Memory } from './memory-rows.ts';
import type { Queries } from './store.ts';

export function peopleIn(memory: Memory): Queries['people'] {
  const sessionOf = (tokenHash: string) =>
    memory.rows.staff_session.find((row) => row.token_hash === tokenHash);
  return {
    add: (row) =>
      copy(
        addOnce(
          memory.rows.staff_person,
          row,
          (other) => other.site === row.site && other.email === row.email,
        ),
      ),
    list: (site) =>
      copy(
        memory.rows.staff_person
          .filter((row) => row.site === site)
          .toSorted((a, b) => (a.name === b.name ? (a.id < b.id ? -1 : 1) : a.name < b.name ? -1 : 1)),
      ),
    find: ({ site, id }) => copy(memory.rows.staff_person.find((row) => row.site === site && row.id === id)),
    byId: (id) => copy(memory.rows.staff_person.find((row) => row.id === id)),
    byEmail: (site, email) =>
      copy(memory.rows.staff_person.find((row) => row.site === site && row.email === email)),
    change: (known, change) => {
      const row = memory.rows.staff_person.find(({ site, id }) => site === known.site && id === known.id);
      if (row?.revision !== known.revision) return Promise.resolve(false);
      Object.assign(row, change, { revision: known.revision + 1 });
      return Promise.resolve(true);
    },
    addLink: async (row) => {
      await copy(memory.rows.staff_link.push(row));
    },
    useLink: (site, tokenHash, now) => {
      const row = memory.rows.staff_link.find(
        (link) => link.site === site && link.token_hash === tokenHash && link.used_at === null,
      );
      if (row === undefined || row.expires_at <= now) return Promise.resolve(undefined);
      row.used_at = now;
      return copy(row);
    },
    addSession: async (row) => {
      await copy(memory.rows.staff_session.push(row));
    },
    session: (tokenHash) => copy(sessionOf(tokenHash)),
    changeSession: (tokenHash, change) => {
      Object.assign(sessionOf(tokenHash) ?? {}, change);
      return Promise.resolve();
    },
    useChallenge: (tokenHash, now) => {
      const row = sessionOf(tokenHash);
      if (row?.challenge == null) return Promise.resolve(undefined);
      const { challenge, challenge_until: until } = row;
      Object.assign(row, { challenge: null, challenge_until: null });
      return Promise.resolve((until ?? 0) > now ? challenge : undefined);
    },
    removeSession: (tokenHash) => {
      memory.rows.staff_session = memory.rows.staff_session.filter((row) => row.token_hash !== tokenHash);
      return Promise.resolve();
    },
    removeSessionsOf: (person) => {
      memory.rows.staff_session = memory.rows.staff_session.filter((row) => row.person !== person);
      return Promise.resolve();
    },
    addPasskey: (row) =>
      copy(addOnce(memory.rows.staff_passkey, row, ({ credential }) => credential === row.credential)),
    passkeys: (person) => copy(memory.rows.staff_passkey.filter((row) => row.person === person)),
    changePasskey: (credential, change) => {
      Object.assign(memory.rows.staff_passkey.find((row) => row.credential === credential) ?? {}, change);
      return Promise.resolve();
    },
    removePasskey: (person, credential) => {
      const kept = memory.rows.staff_passkey.filter(
        (row) => row.person !== person || row.credential !== credential,
      );
      const isRemoved = kept.length < memory.rows.staff_passkey.length;
      memory.rows.staff_passkey = kept;
      return Promise.resolve(isRemoved);
    },
  };
}

export function auditIn(memory: Memory): Queries['audit'] {
  const newestFirst = (site: string) =>
    memory.rows.audit_entry.filter((row) => row.site === site).toSorted((a, b) => b.number - a.number);
  return {
    lock: () => Promise.resolve(),
    lockLast: (site) => copy(newestFirst(site)[0]),
    add: async (row) => {
      await copy(memory.rows.audit_entry.push(row));
    },
    after: (site, { number, limit }) =>
      copy(
        newestFirst(site)
          .filter((row) => row.number > number)
          .toReversed()
          .slice(0, limit),
      ),
    list: (site, { below, limit }) =>
      copy(
        newestFirst(site)
          .filter(({ number }) => number < below)
          .slice(0, limit),
      ),
  };
}
