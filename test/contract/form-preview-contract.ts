/** Links to the draft of a form, for whoever has none of our accounts. On every engine. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { ProblemDocument } from '../../src/protocol/problem.ts';
import type { FormDraft, FormPreview } from '../../src/protocol/staff-forms.schema.ts';
import { HOUR } from '../../src/protocol/terms.ts';
import { hashOf } from '../../src/server/proof/hash.ts';
import { PUBLIC_URL } from '../helpers/backend.ts';
import type { TestBackend } from '../helpers/backend.ts';
import { delivery, submission } from '../helpers/operations.ts';
import { formText } from '../helpers/staff-form-text.ts';
import { newcomer } from '../helpers/staff-browser.ts';
import type { StaffBrowser } from '../helpers/staff-browser.ts';
import { bodyIn } from '../helpers/staff-desk.ts';

const WEEK = 7 * 24 * HOUR;

export function formPreviewContract(name: string, start: () => Promise<TestBackend>): void {
  describe(`preview of a form: ${name}`, () => {
    let backend: TestBackend;
    let mark: StaffBrowser;
    before(async () => {
      backend = await start();
      mark = await newcomer(backend, ['marketing']);
    });
    after(() => backend.close());

    const save = async (form: string, source: string, revision?: number): Promise<FormDraft> => {
      const call = { body: { source }, ...(revision === undefined ? {} : { revision }) };
      return bodyIn(await mark.call('PUT', `forms/${form}/draft`, call));
    };
    const linkTo = async (form: string): Promise<{ url: string; expiresAt: string; token: string }> => {
      const made = await bodyIn<{ url: string; expiresAt: string }>(
        await mark.call('POST', `forms/${form}/draft/preview-links`),
        201,
      );
      return { ...made, token: new URL(made.url).hash.slice(1) };
    };
    /** As whoever has the link, and nothing else. */
    const open = (token: string): Promise<Response> => backend.fetch(`/v1/form-previews/${token}`);
    const expired = async (token: string): Promise<void> =>
      assert.equal((await bodyIn<ProblemDocument>(await open(token), 410)).type, '/problems/link-expired');

    test('shows the draft as it is now, in the words and the look of the site, without a session', async () => {
      const { revision } = await save('shown', formText({ form: 'shown', version: 1, text: 'Write to me.' }));
      const { url, token } = await linkTo('shown');
      assert.ok(url.startsWith(`${PUBLIC_URL}/preview/smartxpo#`), url);
      const response = await open(token);
      assert.equal(response.headers.get('cache-control'), 'no-store');
      const { form, config } = await bodyIn<FormPreview>(response);
      assert.equal(form.definition.form, 'shown');
      assert.equal(form.wordings['news-email']?.['en'], hashOf('Write to me.'));
      assert.equal(form.policy.version, '2026-11-01');
      assert.equal(config.site, 'smartxpo');
      assert.ok(!('origins' in config));

      await save('shown', formText({ form: 'shown', version: 1, title: 'Another title' }), revision);
      assert.equal((await bodyIn<FormPreview>(await open(token))).form.definition.title, 'Another title');
    });

    test('publishes nothing: visitors get no such form, and nothing of it can be sent', async () => {
      await save('unsent', formText({ form: 'unsent', version: 1 }));
      const { form } = await bodyIn<FormPreview>(await open((await linkTo('unsent')).token));
      assert.equal((await backend.fetch('/v1/sites/smartxpo/forms/unsent')).status, 404);
      const sent = await backend.fetch('/v1/operations', delivery(submission(form)));
      assert.equal(sent.status, 422, await sent.text());
    });

    test('ends after 7 days, and says when', async () => {
      await save('aged', formText({ form: 'aged', version: 1 }));
      const begun = backend.clock.now;
      const { expiresAt, token } = await linkTo('aged');
      assert.ok(Math.abs(Date.parse(expiresAt) - begun - WEEK) < 1_000);
      backend.clock.now = begun + WEEK - 1_000;
      assert.equal((await open(token)).status, 200);
      backend.clock.now = Date.parse(expiresAt);
      await expired(token);
      mark = await newcomer(backend, ['marketing']);
    });

    test('is opened with a link of ours only, as it was made', async () => {
      await save('sealed', formText({ form: 'sealed', version: 1 }));
      await save('secret', formText({ form: 'secret', version: 1 }));
      const { token } = await linkTo('sealed');
      const [ticket = '', seal = ''] = token.split('.');
      const written = Buffer.from(ticket, 'base64url').toString();
      const rewritten = (from: string | RegExp, to: string): string =>
        Buffer.from(written.replace(from, to)).toString('base64url');
      const other = (await linkTo('secret')).token.split('.')[1] ?? '';
      for (const forged of [
        `${rewritten('sealed', 'secret')}.${seal}`,
        `${rewritten(/\d{13}/, '9999999999999')}.${seal}`,
        `${ticket}.${other}`,
        `${ticket}.${seal}A`,
        `${ticket}.`,
        ticket,
        `.${seal}`,
        backend.parts.newToken(),
        'x',
      ]) {
        await expired(forged);
      }
      assert.equal((await open(token)).status, 200);
    });

    test('is over with the draft: discarded, published, or no form any more', async () => {
      for (const [form, finish] of [
        ['gone', (revision: number) => mark.call('DELETE', 'forms/gone/draft', { revision })],
        [
          'out',
          (revision: number) => mark.call('POST', 'forms/out/draft/publication', { body: {}, revision }),
        ],
        [
          'torn',
          (revision: number) => mark.call('PUT', 'forms/torn/draft', { body: { source: '{' }, revision }),
        ],
      ] as const) {
        const { revision } = await save(form, formText({ form, version: 1 }));
        const { token } = await linkTo(form);
        assert.equal((await open(token)).status, 200);
        assert.ok((await finish(revision)).ok, form);
        await expired(token);
      }
      assert.equal((await mark.call('POST', 'forms/gone/draft/preview-links')).status, 404);
    });
  });
}
