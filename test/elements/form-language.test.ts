import { expect } from '@open-wc/testing';
import { setLocale } from '../../src/locales/localize.ts';
import { wordingHash, wordsOf } from '../helpers/elements-documents.ts';
import { createWorld, openForm, until } from '../helpers/elements.ts';
import type { World } from '../helpers/elements.ts';

describe('<sx-form> languages', () => {
  let world: World;
  beforeEach(() => {
    world = createWorld();
  });
  afterEach(() => world.end());

  it('keeps what was typed and ticked when the language changes, and sends the words then on the screen', async () => {
    const form = await openForm();
    form.type('email', 'ada@example.org');
    await form.tick('news-email');
    await setLocale('de');
    await form.shows('Neuigkeiten abonnieren');
    expect(form.value('email')).to.equal('ada@example.org');
    expect(form.box('news-email').checked).to.equal(true);
    form.send();
    await form.shows('Danke. Ihre Auswahl ist angekommen.');
    const [operation] = world.backend.operations;
    if (operation?.kind !== 'submission') throw new Error('Expected a submission');
    expect(operation.payload.language).to.equal('de');
    expect(operation.payload.consents[0]).to.include({
      words: wordsOf('news-email', 'de'),
      hash: wordingHash('news-email', 'de'),
      ticked: true,
    });
  });

  it('leaves no English on a German form', async () => {
    await setLocale('de');
    const form = await openForm();
    form.send();
    await form.until('[part=summary]');
    expect(form.text).not.to.match(
      /\b(optional|problem there|Who asks|Fill in|opens|Send|You can|characters)\b/,
    );
    await expect(form.element).to.be.accessible();
  });

  it('mirrors itself for a language from right to left and names the language of each text', async () => {
    await setLocale('ar-XB');
    const form = await openForm();
    expect(form.find('.base').dir).to.equal('rtl');
    expect(form.find('.base').lang).to.equal('ar-XB');
    const title = form.find('form .heading');
    expect([title.lang, title.dir]).to.deep.equal(['en', 'ltr']);
    expect(getComputedStyle(title).textAlign).to.equal('right');
    await expect(form.element).to.be.accessible();
  });

  it('says in German what waits', async () => {
    await setLocale('de');
    const form = await openForm();
    world.backend.offline = true;
    form.type('email', 'ada@example.org');
    form.send();
    await form.shows(
      'Noch nicht gesendet. Auf diesem Gerät gespeichert; wir versuchen weiter, es zu senden.',
    );
    await until(() => form.status.startsWith('Noch nicht gesendet'), 'Expected it to be announced');
  });
});
