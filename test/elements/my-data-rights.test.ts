/** Asking for something under a right, in the panel: without and with a session, errors, no network, every state. */
import { expect } from '@open-wc/testing';
import type { SxMyDataElement } from '../../src/elements/my-data/my-data.ts';
import { letterPage } from '../../src/elements/my-data/letter-file.ts';
import { setLocale } from '../../src/locales/localize.ts';
import type { HeldRequest } from '../../src/protocol/me.ts';
import { isFinal, nextStates, REQUEST_STATES } from '../../src/protocol/request.ts';
import type { Operation } from '../../src/protocol/operation.schema.ts';
import { REQUEST_KINDS } from '../../src/protocol/terms.ts';
import { createWorld, openMyData, until } from '../helpers/elements.ts';
import type { Panel, World } from '../helpers/elements.ts';
import { siteConfig } from '../helpers/elements-documents.ts';

const RECEIVED = '2026-11-01T10:00:00.000Z';

function request(over: Partial<HeldRequest> = {}): HeldRequest {
  const state = over.state ?? 'acknowledged';
  const kind = over.kind ?? 'access';
  return {
    request: '0192aaaa-bbbb-7ccc-8ddd-eeeeffff0001',
    kind,
    reference: 'R-7KQ4M-2XWPD',
    state,
    since: RECEIVED,
    receivedOn: '2026-11-01',
    dueOn: '2026-12-01',
    isProved: true,
    next: nextStates({ kind, state }, 'subject'),
    events: [
      { number: 1, at: RECEIVED, by: 'subject', state: 'received', words: 'All of it.' },
      { number: 2, at: RECEIVED, by: 'system', state: 'acknowledged' },
    ],
    ...over,
  };
}

describe('<sx-my-data> rights', () => {
  let world: World;
  let panel: Panel<SxMyDataElement>;
  beforeEach(() => {
    world = createWorld();
  });
  afterEach(() => world.end());

  const signIn = async (): Promise<void> => {
    history.replaceState(null, '', '#sx-sign-in=good-token');
    panel = await openMyData();
    panel.button('Sign in').click();
    await panel.shows('Your requests');
    await until(() => panel.has('#ask'), 'Expected the part about rights');
  };
  const sent = <Kind extends Operation['kind']>(kind: Kind): Extract<Operation, { kind: Kind }>[] =>
    world.backend.operations.filter((one): one is Extract<Operation, { kind: Kind }> => one.kind === kind);
  const choose = async (kind: string): Promise<void> => {
    await panel.until(`[name=request-kind][value=${kind}]`);
    panel.find<HTMLInputElement>(`[name=request-kind][value=${kind}]`).click();
  };
  const fill = (id: string, words: string): void => {
    panel.find<HTMLInputElement>(`#${id}`).value = words;
  };

  it('is asked without signing in: says what is missing, then sends it once and shows what came of it', async () => {
    panel = await openMyData();
    await panel.shows('Ask without signing in');
    panel.button('Ask or complain').click();
    await until(
      () => panel.focused?.getAttribute('name') === 'request-kind',
      'Expected the focus in the form',
    );
    await expect(panel.element).to.be.accessible();
    panel.button('Send the request').click();
    await panel.shows('Choose what you ask for');
    await panel.shows('Fill in your email address');
    await expect(panel.element).to.be.accessible();
    await choose('complaint');
    fill('request-email', 'no address');
    panel.button('Send the complaint').click();
    await panel.shows('Write what it is about');
    await panel.shows('Give an address like name@example.com');
    await until(() => panel.focused?.id === 'request-words', 'Expected the focus at what is wrong');
    fill('request-words', ' Too many mails. ');
    fill('request-email', 'ada@example.org');
    fill('request-name', 'Ada');
    for (let press = 0; press < 3; press += 1) panel.button('Send the complaint').click();
    await until(() => sent('request').length > 0, 'Expected a request');
    const [operation] = sent('request');
    expect(operation?.payload).to.deep.equal({
      kind: 'complaint',
      words: 'Too many mails.',
      language: 'en',
      contact: { email: 'ada@example.org', name: 'Ada' },
    });
    expect(world.backend.authorizations).to.deep.equal([null]);
    await panel.shows('We have it. Reference: R-');
    expect(sent('request')).to.have.length(1);
    await expect(panel.element).to.be.accessible();
  });

  it('without a network it is kept, and never called sent', async () => {
    panel = await openMyData();
    panel.button('Ask or complain').click();
    await choose('access');
    fill('request-email', 'ada@example.org');
    world.backend.offline = true;
    panel.button('Send the request').click();
    await panel.shows('Not sent yet. Saved on this device');
    expect(panel.text).not.to.contain('We have it.');
    await panel.shows('Request: A copy of my data');
    world.backend.offline = false;
    panel.button('Try now').click();
    await panel.shows('We have it. Reference: R-');
  });

  it('before an erasure it says what it does not reach, and why', async () => {
    const config = siteConfig('x');
    const externalStores = [{ id: 'bills', title: 'Bills', erasure: 'kept', reason: 'LegalObligationImpaired', why: 'The law says so.' }]; // prettier-ignore
    world.backend.answers.set('/config', () => new Response(JSON.stringify({ ...config, externalStores }), { headers: { 'content-type': 'application/json' } })); // prettier-ignore
    await signIn();
    panel.button('Ask for something').click();
    await choose('erasure');
    await panel.shows('Bills: The law says so.');
    await expect(panel.element).to.be.accessible();
    panel.button('Ask for the deletion').click();
    await until(() => sent('request').length === 1, 'Expected a request');
    expect(sent('request')[0]?.payload).to.deep.equal({ kind: 'erasure', words: '', language: 'en' });
    expect(world.backend.authorizations[0]).to.equal('Bearer session-1');
  });

  it('asked again while it is open: told, in words', async () => {
    world.backend.refusal = { code: 'validation', errors: [{ pointer: '/operation/payload/kind', code: 'already-open' }] }; // prettier-ignore
    world.backend.requests = [request()];
    await signIn();
    panel.button('Ask for something').click();
    await choose('access');
    panel.button('Send the request').click();
    await panel.shows('you have asked for this already, and it is still open');
    await expect(panel.element).to.be.accessible();
  });

  it('offers the deletion once everything is withdrawn, and does nothing by itself', async () => {
    world.backend.permissions = [{ purpose: 'news', channel: 'email', state: 'ConsentWithdrawn', since: RECEIVED }]; // prettier-ignore
    await signIn();
    await panel.shows('You allow us nothing at the moment.');
    panel.button('Ask for the deletion of my data').click();
    await panel.until('[name=request-kind]');
    expect(panel.find<HTMLInputElement>('[name=request-kind][value=erasure]').checked).to.equal(true);
    expect(world.backend.operations).to.have.length(0);
  });

  it('a question is answered, a request called off, an address confirmed', async () => {
    const id = request().request;
    world.backend.requests = [
      request({
        state: 'clarification-needed',
        events: [
          { number: 3, at: RECEIVED, by: 'staff', state: 'clarification-needed', words: 'Which stand?' },
        ],
      }),
    ];
    await signIn();
    await panel.shows('Which stand?');
    await expect(panel.element).to.be.accessible();
    panel.button('Send the answer').click();
    await until(() => panel.focused?.id === `reply-${id}`, 'Expected to be asked for the words');
    panel.find<HTMLTextAreaElement>(`[id="reply-${id}"]`).value = 'B 12.';
    world.backend.requests = [request({ isProved: false })];
    panel.button('Send the answer').click();
    await until(() => sent('request-step').length === 1, 'Expected a step');
    expect(sent('request-step')[0]?.payload).to.deep.equal({
      request: id,
      to: 'in-progress',
      words: 'B 12.',
    });

    await panel.shows('Was it you?');
    await expect(panel.element).to.be.accessible();
    world.backend.requests = [request()];
    panel.button('Yes, I asked this').click();
    await until(() => sent('request-step').length === 2, 'Expected a step');
    await until(() => !panel.text.includes('Was it you?'), 'Expected it to be confirmed');
    panel.button('Cancel this request').click();
    await until(() => sent('request-step').length === 3, 'Expected a step');
    expect(sent('request-step').map(({ payload }) => payload.to)).to.deep.equal(['in-progress', 'in-progress', 'cancelled']); // prettier-ignore
  });

  it('says every state of every kind in words, and offers what can be done', async () => {
    world.backend.requests = REQUEST_KINDS.flatMap((kind) =>
      REQUEST_STATES.map((state, index) =>
        request({
          kind,
          state,
          request: `0192aaaa-bbbb-7ccc-8ddd-${kind.slice(0, 4)}${String(index).padStart(8, '0')}`,
        }),
      ),
    );
    await setLocale('de');
    history.replaceState(null, '', '#sx-sign-in=good-token');
    panel = await openMyData();
    panel.button('Anmelden').click();
    await panel.shows('Ihre Anträge');
    await until(() => panel.has('.request'), 'Expected requests');
    for (const state of REQUEST_STATES) expect(panel.text, state).not.to.contain(` ${state} `);
    expect(panel.text).to.contain('Antwort spätestens:').and.to.contain('Meine Daten nicht löschen');
    const closed = world.backend.requests.filter(({ state }) => isFinal(state)).length;
    const all = [...(panel.element.shadowRoot?.querySelectorAll('.request') ?? [])];
    expect(all.filter((line) => line.querySelector('button') === null).length).to.be.at.least(closed);
  });

  it('a refusal says why, in whose words, and where else to go', async () => {
    const refusal = { number: 3, at: RECEIVED, by: 'staff', state: 'refused', code: 'LegalClaimDefenceImpaired', words: 'A claim is open.' } as const; // prettier-ignore
    world.backend.requests = [request({ state: 'refused', next: [], events: [refusal] })];
    await signIn();
    await panel.shows('It is needed for legal claims.');
    expect(panel.text).to.contain('A claim is open.').and.to.contain('You can also go to court.');
    await expect(panel.element).to.be.accessible();
  });

  it('a copy that cannot be had says why', async () => {
    const id = request().request;
    world.backend.requests = [request({ state: 'ready' })];
    await signIn();
    const path = `/me/requests/${id}/download-links`;
    const answer = (status: number, code: string) => (): Response =>
      new Response(JSON.stringify({ type: `/problems/${code}` }), {
        status,
        headers: { 'content-type': 'application/problem+json' },
      });
    world.backend.answers.set(path, answer(404, 'not-found'));
    panel.button('Download the copy').click();
    await panel.shows('This did not work. Try again, or write to us.');
    world.backend.answers.set(path, answer(410, 'link-expired'));
    panel.button('Download the copy').click();
    await panel.shows('It was made often enough.');
    await expect(panel.element).to.be.accessible();
  });

  it('a letter to print holds what was written, as text', () => {
    const config = siteConfig('x');
    const page = letterPage({ kind: 'complaint', words: '<img src=x> & so on', name: '', email: 'a@b.example' }, config, 'en'); // prettier-ignore
    expect(page).to.contain('&lt;img src=x&gt; &amp; so on').and.to.contain('1 Hall Street');
    expect(page).not.to.contain('<img');
  });
});
