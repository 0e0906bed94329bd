/** Six digits in the sign-in mail: good once, for a quarter of an hour and five tries, and silent about who is known. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { PublishedForm } from '../../src/protocol/form-definition.schema.ts';
import { MINUTE } from '../../src/protocol/terms.ts';
import { mailedLink } from '../helpers/backend.ts';
import type { TestBackend } from '../helpers/backend.ts';
import { delivery, submission } from '../helpers/operations.ts';

const TRIES = 5;

export function signInCodeContract(name: string, start: () => Promise<TestBackend>): void {
  describe(`signing in by code: ${name}`, () => {
    let backend: TestBackend;
    before(async () => {
      backend = await start();
    });
    after(() => backend.close());

    const post = (path: string, body: object): Promise<Response> =>
      backend.fetch(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ site: 'smartxpo', ...body }),
      });
    const leaveData = async (email: string): Promise<void> => {
      const form = (await (
        await backend.fetch('/v1/sites/smartxpo/forms/subscription')
      ).json()) as PublishedForm;
      const sent = submission(form, { answers: { email } });
      assert.equal((await backend.fetch('/v1/operations', delivery(sent))).status, 201);
    };
    /** Asks for a mail and reads it. */
    const asked = async (email: string): Promise<{ code: string; token: string }> => {
      assert.equal((await post('/v1/sign-in-links', { email, language: 'en' })).status, 202);
      const [mail] = (await backend.store.mails.latest(100)).filter(({ recipient }) => recipient === email);
      const [code = ''] = /\b\d{6}\b/.exec(mail?.text ?? '') ?? [];
      return {
        code,
        token: new URL(await mailedLink(backend.store, email)).hash.replace('#sx-sign-in=', ''),
      };
    };
    const enter = (email: string, code: string): Promise<Response> =>
      post('/v1/sessions/by-code', { email, code });
    const wrong = (code: string, by: number): string =>
      String((Number(code) + by) % 1_000_000).padStart(6, '0');

    test('the code signs in, once; the link of the same mail is used up with it', async () => {
      const email = 'ada@visitor.example';
      await leaveData(email);
      const { code, token } = await asked(email);
      const first = await enter(' Ada@Visitor.example ', code);
      assert.equal(first.status, 201);
      const session = (await first.json()) as { token: string };
      const me = await backend.fetch('/v1/me', { headers: { authorization: `Bearer ${session.token}` } });
      assert.equal(me.status, 200);
      assert.equal((await enter(email, code)).status, 410);
      assert.equal((await post('/v1/sessions', { token })).status, 410);
    });

    test('the link uses the code up as well, and a newer mail the older code', async () => {
      const email = 'both@visitor.example';
      await leaveData(email);
      const { code, token } = await asked(email);
      assert.equal((await post('/v1/sessions', { token })).status, 201);
      assert.equal((await enter(email, code)).status, 410);
      const older = await asked(email);
      const newer = await asked(email);
      assert.notEqual(older.code, newer.code);
      assert.equal((await enter(email, older.code)).status, 410);
      assert.equal((await enter(email, newer.code)).status, 201);
    });

    test('is not guessed: after five tries the right one is wrong, and the link still works', async () => {
      const email = 'guessed@visitor.example';
      await leaveData(email);
      const { code, token } = await asked(email);
      for (let tries = 1; tries <= TRIES; tries += 1)
        assert.equal((await enter(email, wrong(code, tries))).status, 410);
      assert.equal((await enter(email, code)).status, 410);
      assert.equal((await post('/v1/sessions', { token })).status, 201);
    });

    test('tries at the same moment are counted one by one', async () => {
      const email = 'hurried@visitor.example';
      await leaveData(email);
      const { code } = await asked(email);
      const guesses = Array.from({ length: 12 }, (_, index) => wrong(code, index + 1));
      await Promise.all(guesses.map((guess) => enter(email, guess)));
      assert.equal((await enter(email, code)).status, 410);
    });

    test('runs out after a quarter of an hour', async () => {
      const email = 'late@visitor.example';
      await leaveData(email);
      const { code } = await asked(email);
      backend.clock.now += 16 * MINUTE;
      assert.equal((await enter(email, code)).status, 410);
    });

    test('says the same of an address that nobody knows, of no mail, and of a wrong code', async () => {
      const [known, other] = ['known@visitor.example', 'asked@visitor.example'];
      await leaveData(known);
      await leaveData(other);
      const { code } = await asked(other);
      const answers = [
        await enter('stranger@visitor.example', '123456'),
        await enter(known, '123456'),
        await enter(other, wrong(code, 1)),
      ];
      const said = await Promise.all(answers.map(async (answer) => [answer.status, await answer.text()]));
      assert.deepEqual(said[1], said[0]);
      assert.deepEqual(said[2], said[0]);
    });

    test('takes six digits and nothing else', async () => {
      for (const code of ['', '12345', '1234567', '12345a', '１２３４５６', "1' or 1=1"])
        assert.equal((await enter('ada@visitor.example', code)).status, 422, code);
    });
  });
}
