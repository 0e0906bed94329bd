import { expect, fixture, html } from '@open-wc/testing';
import type { SubmissionPayload } from '../../src/protocol/operation.schema.ts';
import { wordingHash, wordsOf } from '../helpers/elements-documents.ts';
import { createWorld, FormPanel, openForm, until } from '../helpers/elements.ts';
import type { World } from '../helpers/elements.ts';

describe('<sx-form> consents', () => {
  let world: World;
  beforeEach(() => {
    world = createWorld();
  });
  afterEach(() => world.end());

  const sent = async (): Promise<SubmissionPayload> => {
    await until(() => world.backend.operations.length > 0, 'Expected an operation');
    const [operation] = world.backend.operations;
    if (operation?.kind !== 'submission') throw new Error('Expected a submission');
    return operation.payload;
  };

  it('has no attribute or property that ticks a box', async () => {
    const form = new FormPanel(
      await fixture(
        html`<sx-form
          form-id="subscription"
          checked
          news-email="true"
          ticks="news-email"
          .value=${'news-email'}
        ></sx-form>`,
      ),
    );
    await form.until('form');
    expect(form.all('input:checked')).to.have.length(0);
    expect(
      form.all('input[type=checkbox]').every((box) => box.getAttribute('autocomplete') === 'off'),
    ).to.equal(true);
  });

  it('comes back from the back/forward cache with empty boxes and the typed text', async () => {
    const form = await openForm();
    form.type('name', 'Ada');
    await form.tick('news-email');
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    await form.element.updateComplete;
    expect(form.box('news-email').checked).to.equal(false);
    expect(form.value('name')).to.equal('Ada');
  });

  it('does not send a tick that a script set', async () => {
    const form = await openForm();
    form.type('email', 'ada@example.org');
    form.box('news-email').checked = true;
    form.send();
    expect((await sent()).consents.find(({ consent }) => consent === 'news-email')?.ticked).to.equal(false);
  });

  it('sends with every box empty, and reports each block in the words on the screen', async () => {
    const form = await openForm();
    form.type('email', ' ada@example.org ');
    form.send();
    const payload = await sent();
    const line = (consent: string, more: object): object => ({
      consent,
      words: wordsOf(consent, 'en'),
      hash: wordingHash(consent, 'en'),
      ...more,
    });
    expect(payload.answers).to.deep.equal({ email: 'ada@example.org' });
    expect(payload.consents).to.deep.equal([
      line('news-email', { ticked: false, touched: false }),
      line('news-post', { ticked: false, touched: false }),
      line('privacy-notice', {}),
    ]);
    expect(payload).to.include({ form: 'subscription', formVersion: 3, language: 'en' });
  });

  it('tells a box that was emptied again from one that was never touched', async () => {
    const form = await openForm();
    form.type('email', 'ada@example.org');
    await form.tick('news-email');
    await form.tick('news-email');
    form.send();
    const [line] = (await sent()).consents;
    expect(line).to.include({ consent: 'news-email', ticked: false, touched: true });
  });

  it('asks for the postal address only while "by post" is ticked, and then sends it', async () => {
    const form = await openForm();
    form.type('email', 'ada@example.org');
    expect(form.has('#postal-address')).to.equal(false);
    await form.tick('news-post');
    await form.says('A question was added below.');
    form.send();
    await form.until('[part=summary]');
    expect(form.problems).to.deep.equal(['Fill in “Postal address”']);
    form.type('postal-address', '1 Lane');
    form.send();
    expect((await sent()).answers).to.deep.equal({ email: 'ada@example.org', 'postal-address': '1 Lane' });
  });

  it('leaves the postal address out once the box is empty again', async () => {
    const form = await openForm();
    form.type('email', 'ada@example.org');
    await form.tick('news-post');
    form.type('postal-address', '1 Lane');
    await form.tick('news-post');
    expect(form.has('#postal-address')).to.equal(false);
    form.send();
    expect((await sent()).answers).to.deep.equal({ email: 'ada@example.org' });
  });

  it('offers calls only with a phone number, and unticks when it goes', async () => {
    const form = await openForm();
    expect(form.has('#news-phone')).to.equal(false);
    form.type('phone', '123');
    await form.element.updateComplete;
    await form.tick('news-phone');
    form.type('phone', '');
    await form.element.updateComplete;
    expect(form.has('#news-phone')).to.equal(false);
    form.type('phone', '456');
    await form.element.updateComplete;
    expect(form.box('news-phone').checked).to.equal(false);
  });

  it('links the policy inside the words and says that a new tab opens', async () => {
    const form = await openForm();
    const link = form.find<HTMLAnchorElement>('[part=notice] a');
    expect(link.innerText).to.equal('privacy policy (opens in a new tab)');
    expect(link.href).to.equal(`https://backend.example/sites/${world.site}/policy`);
    expect(link).to.include({ target: '_blank', rel: 'noopener noreferrer' });
  });

  it('says that a choice can be withdrawn and marketing objected to, and where', async () => {
    const form = await openForm();
    expect(form.text).to.contain('You can withdraw a choice and object to marketing at any time. My data');
  });
});
