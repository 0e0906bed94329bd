/**
 * The truth table of the send-permission check (R-04, S-08): what somebody did, and whether they may be written to. And
 * what nobody may learn from asking: who is known, and who is suppressed (H-19). On every engine.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { ConsentState } from '../../src/protocol/consent.ts';
import type { HeldPermission } from '../../src/protocol/me.ts';
import { publishPolicy } from '../../src/server/policies/publishing.ts';
import { contactKey } from '../../src/server/subjects.ts';
import { mailedLink } from '../helpers/backend.ts';
import type { TestBackend } from '../helpers/backend.ts';
import { newOperationId } from '../helpers/operations.ts';
import { VisitorActs } from '../helpers/visitor-acts.ts';
import { CORRECTED } from '../helpers/policy-gated.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NEWS = { purpose: 'direct-marketing', channel: 'email' } as const;
const FORM_TYPE = { 'content-type': 'application/x-www-form-urlencoded' };

interface Row {
  name: string;
  do?: (acts: VisitorActs, email: string) => Promise<unknown>;
  channel?: string;
  state: ConsentState;
}

const oneClick = async (acts: VisitorActs, email: string): Promise<void> => {
  const { unsubscribe = '' } = await acts.check(email, { links: true });
  const init = { method: 'POST', headers: FORM_TYPE, body: 'List-Unsubscribe=One-Click' };
  assert.equal((await acts.backend.fetch(new URL(unsubscribe).pathname, init)).status, 200);
};

const TABLE: Row[] = [
  { name: 'nobody we know', state: 'ConsentUnknown' },
  { name: 'left the box empty', do: (acts, email) => acts.subscribe(email, { ticked: [] }), state: 'ConsentRefused' }, // prettier-ignore
  { name: 'ticked it, and has not confirmed', do: (acts, email) => acts.subscribe(email), state: 'ConsentRequested' }, // prettier-ignore
  { name: 'confirmed', do: (acts, email) => acts.confirmed(email), state: 'ConsentGiven' },
  { name: 'confirmed for email, asked about post', do: (acts, email) => acts.confirmed(email), channel: 'post', state: 'ConsentRefused' }, // prettier-ignore
  { name: 'confirmed, asked about a channel that was never offered', do: (acts, email) => acts.confirmed(email), channel: 'sms', state: 'ConsentUnknown' }, // prettier-ignore
  {
    name: 'ticked it signed in: the address is proved',
    do: async (acts, email) => {
      await acts.subscribe(email, { ticked: [] });
      await acts.subscribe(email, { headers: await acts.signIn(email) });
    },
    state: 'ConsentGiven',
  },
  {
    name: 'sent it after more than 72 hours',
    do: (acts, email) => acts.subscribe(email, { age: 73 * HOUR }),
    state: 'ConsentRequestDeferred',
  },
  {
    name: 'sent it from a clock that is ahead',
    do: (acts, email) => acts.subscribe(email, { age: -1 }),
    state: 'ConsentRequestDeferred',
  },
  {
    name: 'confirmed, and 24 months have passed',
    do: async (acts, email) => {
      await acts.confirmed(email);
      acts.backend.clock.now += 25 * 31 * DAY;
    },
    state: 'ConsentExpired',
  },
  {
    name: 'withdrew signed in',
    do: async (acts, email) => {
      await acts.confirmed(email);
      await acts.send(acts.made('withdrawal', NEWS), await acts.signIn(email));
    },
    state: 'ConsentWithdrawn',
  },
  {
    name: 'withdrew with the receipt, on the device',
    do: async (acts, email) => {
      const { id, capability = '' } = await acts.confirmed(email);
      await acts.send(acts.made('withdrawal', { ...NEWS, grant: id }), { authorization: `Capability ${capability}` }); // prettier-ignore
    },
    state: 'ConsentWithdrawn',
  },
  {
    name: 'withdrew by one click',
    do: async (acts, email) => {
      await acts.confirmed(email);
      await oneClick(acts, email);
    },
    state: 'ConsentWithdrawn',
  },
  {
    name: 'withdrew before confirming, then used the old link',
    do: async (acts, email) => {
      const { id, capability = '' } = await acts.subscribe(email);
      await acts.send(acts.made('withdrawal', { ...NEWS, grant: id }), { authorization: `Capability ${capability}` }); // prettier-ignore
      await acts.confirm(email);
    },
    state: 'ConsentWithdrawn',
  },
  {
    name: 'came back after a withdrawal, and has not confirmed',
    do: async (acts, email) => {
      await acts.confirmed(email);
      await oneClick(acts, email);
      acts.backend.clock.now += HOUR;
      await acts.subscribe(email);
    },
    state: 'ConsentRequested',
  },
  {
    name: 'came back after a withdrawal, and confirmed',
    do: async (acts, email) => {
      await acts.confirmed(email);
      await oneClick(acts, email);
      acts.backend.clock.now += HOUR;
      await acts.confirmed(email);
    },
    state: 'ConsentGiven',
  },
  {
    name: 'switched marketing off altogether',
    do: async (acts, email) => {
      await acts.confirmed(email);
      await acts.send(acts.made('objection', { scope: 'marketing', objects: true }), await acts.signIn(email)); // prettier-ignore
    },
    state: 'ConsentWithdrawn',
  },
  {
    name: 'only asked that nothing is passed on',
    do: async (acts, email) => {
      await acts.confirmed(email);
      await acts.send(acts.made('objection', { scope: 'sharing', objects: true }), await acts.signIn(email));
    },
    state: 'ConsentGiven',
  },
  {
    name: 'was erased after having withdrawn, and came back with an old list',
    do: async (acts, email) => {
      const key = contactKey(acts.backend.parts, 'smartxpo', email);
      await acts.backend.store.unsubscribe.suppress({ site: 'smartxpo', key, ...NEWS, at: acts.backend.clock.now }); // prettier-ignore
    },
    state: 'ConsentWithdrawn',
  },
  {
    name: 'left it empty on another form later: no choice changes another',
    do: async (acts, email) => {
      await acts.confirmed(email);
      await acts.subscribe(email, { ticked: [] });
    },
    state: 'ConsentGiven',
  },
];

export function sendPermissionContract(name: string, start: () => Promise<TestBackend>): void {
  describe(`send permission: ${name}`, () => {
    let backend: TestBackend;
    let acts: VisitorActs;
    before(async () => {
      backend = await start();
      acts = new VisitorActs(backend);
    });
    after(() => backend.close());

    for (const [index, row] of TABLE.entries()) {
      const answer = row.state === 'ConsentGiven' ? 'permitted' : `not permitted, ${row.state}`;
      test(`${row.name}: ${answer}`, async () => {
        const email = `row-${String(index)}@visitor.example`;
        await row.do?.(acts, email);
        const { permitted, reason, asOf } = await acts.check(email, { channel: row.channel ?? 'email' });
        assert.deepEqual([permitted, reason], [row.state === 'ConsentGiven', row.state]);
        assert.match(asOf, /^\d{4}-\d\d-\d\dT.*Z$/);
      });
    }

    test('a material change of the policy ends it on its day: not permitted, ConsentInvalidated', async () => {
      const email = 'renewed@visitor.example';
      await acts.confirmed(email);
      const before = backend.clock.now;
      const day = new Date(before + 30 * DAY).toISOString().slice(0, 10);
      const version = {
        ...CORRECTED,
        version: 'renewing',
        effectiveFrom: day,
        renewPurposes: [NEWS.purpose],
      };
      await publishPolicy(backend.store, 'smartxpo', version, { publishedAt: before, by: 'test', isMaterial: true }); // prettier-ignore
      assert.equal((await acts.check(email)).permitted, true);
      backend.clock.now = Date.parse(day);
      assert.equal((await acts.check(email)).reason, 'ConsentInvalidated');
      await acts.confirmed(email);
      assert.equal((await acts.check(email)).permitted, true);
    });

    test('whoever is asked about, answers about addresses that are known, unknown or suppressed look the same', async () => {
      const [known, suppressed, unknown] = ['known', 'suppressed', 'unknown'].map((kind) => `${kind}@visitor.example`); // prettier-ignore
      assert.ok(known !== undefined && suppressed !== undefined && unknown !== undefined);
      await acts.confirmed(known);
      await acts.confirmed(suppressed);
      await oneClick(acts, suppressed);
      const json = { 'content-type': 'application/json' };
      const answers = async (path: string, body: (email: string) => object): Promise<unknown[]> =>
        Promise.all(
          [known, suppressed, unknown].map(async (email) => {
            const init = { method: 'POST', headers: json, body: JSON.stringify({ site: 'smartxpo', ...body(email) }) }; // prettier-ignore
            const response = await backend.fetch(path, init);
            return [response.status, [...response.headers].toSorted(), await response.text()];
          }),
        );
      for (const [first, ...others] of [
        await answers('/v1/sign-in-links', (email) => ({ email })),
        await answers('/v1/sessions/by-code', (email) => ({ email, code: '000000' })),
      ])
        for (const other of others) assert.deepEqual(other, first);
      const receipts = await Promise.all([known, suppressed, unknown].map((email) => acts.subscribe(email)));
      const [first, ...others] = receipts.map((receipt) => ({
        ...receipt,
        ...{ id: '', signature: '', capability: typeof receipt.capability },
        statement: { ...receipt.statement, operation: '', receivedAt: '' },
      }));
      for (const other of others) assert.deepEqual(other, first);
    });

    test('1,000 requests for a sign-in mail to one address are all answered alike, and five mails go', async () => {
      const email = 'flooded@visitor.example';
      await acts.subscribe(email);
      const body = JSON.stringify({ site: 'smartxpo', email });
      const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
      const seen = new Set<string>();
      for (let count = 0; count < 1_000; count += 1) {
        const response = await backend.fetch('/v1/sign-in-links', init);
        seen.add(`${String(response.status)} ${await response.text()}`);
      }
      assert.deepEqual([...seen], ['202 {}']);
      const mails = await backend.store.mails.latest(2_000);
      assert.equal(
        mails.filter(({ kind, recipient }) => kind === 'sign-in' && recipient === email).length,
        5,
      );
      const nothing = mails.filter(({ recipient }) => recipient === '');
      assert.deepEqual(nothing, [], 'what only takes its time leaves nothing');
      // The last link that went still works.
      backend.clock.now += 60_000;
      const token = new URL(await mailedLink(backend.store, email)).hash.split('=')[1];
      const session = await backend.fetch('/v1/sessions', { ...init, body: JSON.stringify({ site: 'smartxpo', token }) }); // prettier-ignore
      assert.equal(session.status, 201);
    });

    const ask = (grant: string, headers: Record<string, string>): Promise<Response> =>
      backend.fetch('/v1/confirmations', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ grant }),
      });
    const links = async (email: string): Promise<string[]> => {
      const mails = await backend.store.mails.latest(2_000);
      return mails
        .filter(({ recipient, kind }) => recipient === email && kind === 'confirmation')
        .map(({ text }) => new URL(/https?:\/\/\S+/.exec(text)?.[0] ?? '').pathname);
    };

    test('the confirmation mail comes once more, for the receipt or the session; either link counts, once', async () => {
      const email = 'again@visitor.example';
      const { id, capability = '' } = await acts.subscribe(email);
      assert.equal((await ask(id, { authorization: `Capability ${capability}` })).status, 202);
      const session = await acts.signIn(email);
      const [held] = await acts.read<HeldPermission>('permissions', session);
      assert.equal(held?.grant ?? (await acts.read<HeldPermission>('permissions', session)).find(({ grant }) => grant)?.grant, id); // prettier-ignore
      assert.equal((await ask(id, session)).status, 202);
      const [newest, older, first] = await links(email);
      assert.equal(new Set([newest, older, first]).size, 3);
      for (const path of [newest, first, newest])
        assert.equal((await backend.fetch(path ?? '', { method: 'POST' })).status, 200);
      assert.equal((await acts.check(email)).permitted, true);
      const contact = await backend.store.contacts.find('smartxpo', 'email', contactKey(backend.parts, 'smartxpo', email)); // prettier-ignore
      const events = await backend.store.consents.ofSubject(contact?.subject ?? '');
      assert.equal(events.filter(({ type }) => type === 'confirm').length, 1);
      await ask(id, session);
      assert.equal((await links(email)).length, 3, 'nothing waits any more');
    });

    test('a link that ran out offers a new one; a link that never was looks the same', async () => {
      const email = 'late@visitor.example';
      await acts.subscribe(email);
      const [path = ''] = await links(email);
      backend.clock.now += 73 * HOUR;
      const pages = await Promise.all(
        [path, '/v1/confirm/nothing'].map(async (one) => {
          const response = await backend.fetch(one);
          assert.equal(response.status, 410);
          return (await response.text()).replaceAll(one, '');
        }),
      );
      assert.equal(pages[0], pages[1]);
      assert.match(pages[0] ?? '', /<form method="post" action="\/mail">/);
      const again = await Promise.all([path, '/v1/confirm/nothing'].map(async (one) => (await backend.fetch(`${one}/mail`, { method: 'POST' })).text())); // prettier-ignore
      assert.equal(again[0], again[1]);
      const [fresh = '', ...old] = await links(email);
      assert.equal(old.length, 1);
      assert.equal((await backend.fetch(fresh, { method: 'POST' })).status, 200);
      assert.equal((await acts.check(email)).permitted, true);
    });

    test('nobody has mails sent to others', async () => {
      const { id } = await acts.subscribe('mine@visitor.example');
      const other = await acts.subscribe('thine@visitor.example');
      const session = await acts.signIn('thine@visitor.example');
      const before = (await links('mine@visitor.example')).length;
      for (const headers of [{}, session, { authorization: `Capability ${other.capability ?? ''}` }])
        assert.equal((await ask(id, headers)).status, 401);
      assert.equal((await ask(newOperationId(), session)).status, 401);
      assert.equal((await links('mine@visitor.example')).length, before);
    });
  });
}
