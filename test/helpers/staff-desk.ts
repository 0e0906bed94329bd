/** Staff of the sample site who call by their keys, one person for each role, named like it. */
import assert from 'node:assert/strict';
import { ROLES } from '../../src/protocol/terms.ts';
import type { AuditEntry } from '../../src/protocol/staff.schema.ts';
import type { Role } from '../../src/protocol/terms.ts';
import { hashOf } from '../../src/server/proof/hash.ts';
import type { TestBackend } from './backend.ts';
import { addSite } from './staff.ts';

export interface StaffDesk {
  /** Lets somebody else in. */
  add: (name: string, site: string, roles: readonly Role[]) => Promise<void>;
  get: (person: string, path: string) => Promise<Response>;
  post: (person: string, path: string, body: unknown, headers?: Record<string, string>) => Promise<Response>;
  /** What is recorded of everybody, newest first. */
  audit: () => Promise<AuditEntry[]>;
}

/** `stranger` has every role at another site. */
export async function openStaffDesk(backend: TestBackend): Promise<StaffDesk> {
  const { store, clock } = backend;
  await addSite(backend, 'elsewhere');
  const add: StaffDesk['add'] = (name, site, roles) =>
    store.staff.addKey({
      key_hash: hashOf(`key-of-${name}`),
      site,
      person: `${name}@staff.example`,
      roles: JSON.stringify(roles),
      created_at: clock.now,
    });
  for (const role of ROLES) await add(role, 'smartxpo', [role]);
  await add('stranger', 'elsewhere', ROLES);
  const authorization = (name: string): Record<string, string> => ({
    authorization: `Bearer key-of-${name}`,
  });
  const get: StaffDesk['get'] = (person, path) =>
    backend.fetch(`/v1/staff/${path}`, { headers: authorization(person) });
  return {
    add,
    get,
    post: (person, path, body, headers = {}) =>
      backend.fetch(`/v1/staff/${path}`, {
        method: 'POST',
        headers: { ...authorization(person), 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
    audit: async () =>
      ((await (await get('privacy-admin', 'audit')).json()) as { entries: AuditEntry[] }).entries,
  };
}

/** What is recorded in words, without the hashes, in which any letters may stand. */
export function wordsOf(entries: readonly AuditEntry[]): string {
  return JSON.stringify(
    entries.map(({ person, action, object, details }) => [person, action, object, details]),
  );
}

/** The body of an answer that went well. */
export async function bodyIn<T>(response: Response, status = 200): Promise<T> {
  const text = await response.text();
  assert.equal(response.status, status, text);
  return JSON.parse(text) as T;
}
