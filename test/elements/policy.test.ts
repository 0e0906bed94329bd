import { expect, oneEvent } from '@open-wc/testing';
import { setLocale } from '../../src/locales/localize.ts';
import { json } from '../helpers/elements-backend.ts';
import { policyIndex } from '../helpers/elements-documents.ts';
import { createWorld, openPolicy, until } from '../helpers/elements.ts';
import type { World } from '../helpers/elements.ts';

describe('<sx-policy>', () => {
  let world: World;
  beforeEach(() => {
    world = createWorld();
  });
  afterEach(() => world.end());

  it('is accessible and dated at the top and at the bottom', async () => {
    const policy = await openPolicy();
    await expect(policy.element).to.be.accessible();
    const dates = policy
      .all('[part=updated] time')
      .map((time) => [time.getAttribute('datetime'), time.innerText]);
    expect(dates).to.deep.equal([
      ['2026-11-01', 'November 1, 2026'],
      ['2026-11-01', 'November 1, 2026'],
    ]);
    expect(policy.text).to.contain('Effective from: November 1, 2026').and.to.contain('A sample.');
  });

  it('has an outline that starts at the level the host chose', async () => {
    const policy = await openPolicy();
    const outline = (): string[] => policy.all('h1,h2,h3,h4,h5,h6').map((heading) => heading.localName);
    expect(outline()).to.deep.equal(['h2', 'h3', 'h4', 'h3', 'h3', 'h3', 'h3']);
    policy.element.headingLevel = 4;
    await policy.element.updateComplete;
    expect(outline()).to.deep.equal(['h4', 'h5', 'h6', 'h5', 'h5', 'h5', 'h5']);
  });

  it('leaves its title to a page that has one, and moves the others up', async () => {
    const policy = await openPolicy();
    policy.element.withoutTitle = true;
    await policy.element.updateComplete;
    expect(policy.all('h1,h2,h3,h4,h5,h6').map((heading) => heading.localName)).to.deep.equal([
      'h2',
      'h3',
      'h2',
      'h2',
      'h2',
      'h2',
    ]);
    await expect(policy.element).to.be.accessible();
  });

  it('leads from the contents to a section inside the element', async () => {
    const policy = await openPolicy();
    const link = policy.all('[part=contents] a').find(({ innerText }) => innerText === 'With forms');
    link?.click();
    expect(policy.focused?.textContent.trim()).to.equal('With forms');
    expect(location.hash).to.equal('');
  });

  it('marks links that leave the site in words, and addresses not', async () => {
    const policy = await openPolicy();
    const [rules, mail] = policy.all('[part=section] a') as HTMLAnchorElement[];
    expect(rules?.innerText).to.equal('the rules (opens another site)');
    expect(rules?.rel).to.equal('noopener noreferrer');
    expect(mail?.innerText).to.equal('us');
  });

  it('always shows where to complain, and the authority', async () => {
    const policy = await openPolicy();
    const contact = policy.find('[part=contact]').innerText;
    expect(contact).to.contain('You can complain to Fair & Co Limited');
    expect(contact).to.contain('Information Commission (opens another site)');
  });

  it('shows another version, says that it is older, and goes back', async () => {
    const policy = await openPolicy();
    expect(policy.has('[part=older]')).to.equal(false);
    policy.button('Version of June 19, 2018').click();
    await policy.shows('This is an older version.');
    expect(policy.text).to.contain('What we collect (2018-06-19)');
    expect(policy.find('[aria-current]').innerText).to.equal('Version of June 19, 2018');
    await until(() => policy.focused === policy.find('.heading'), 'Expected the focus on the title');
    await expect(policy.element).to.be.accessible();
    policy.button('Show the current version').click();
    await until(() => !policy.has('[part=older]'), 'Expected the current version');
  });

  it('opens with the version the host names', async () => {
    const policy = await openPolicy('2018-06-19');
    expect(policy.text).to.contain('What we collect (2018-06-19)');
  });

  it('follows the language, and says when a version is not to be had in it', async () => {
    const policy = await openPolicy();
    await setLocale('de');
    await policy.shows('Datenschutzerklärung');
    expect(policy.find('.text').lang).to.equal('de');
    policy.button('Fassung vom 19. Juni 2018').click();
    await policy.shows('Sie sehen sie in dieser Sprache: Englisch');
    expect(policy.find('.text').lang).to.equal('en');
  });

  it('says that it could not be loaded, keeps the fallback, and tries again', async () => {
    world.backend.offline = true;
    const heard = oneEvent(document, 'sx-error');
    const policy = await openPolicy();
    expect(((await heard) as CustomEvent<{ code: string }>).detail.code).to.equal('unreachable');
    expect(policy.text).to.contain('The policy could not be loaded.');
    expect(policy.has('slot')).to.equal(true);
    world.backend.offline = false;
    policy.button('Try again').click();
    await policy.until('[part=section]');
  });

  it('says that an unknown version is not available', async () => {
    const policy = await openPolicy('1999-01-01');
    expect(policy.text).to.contain('This policy is not available at the moment.');
  });

  it('keeps the text that stands when another version cannot be had, and tries again', async () => {
    const policy = await openPolicy();
    world.backend.offline = true;
    policy.button('Version of June 19, 2018').click();
    await policy.shows('What you chose could not be loaded.');
    expect(policy.text).to.contain('What we collect (2026-11-01)');
    await until(() => policy.focused === policy.button('Try again'), 'Expected the focus on the way out');
    await expect(policy.element).to.be.accessible();
    policy.find<HTMLSelectElement>('#compare-with').value = '2018-06-19';
    policy.find('#compare-with').dispatchEvent(new Event('change'));
    await until(
      () => policy.find<HTMLSelectElement>('#compare-with').value === '',
      'Expected the choice to say what is on the screen',
    );
    world.backend.offline = false;
    policy.button('Try again').click();
    await policy.until('[part=changes]');
    expect(policy.has('[part=problem]')).to.equal(false);
  });

  it('does not leave another policy’s text standing', async () => {
    const policy = await openPolicy();
    world.backend.offline = true;
    policy.element.policy = 'applicants';
    await policy.shows('The policy could not be loaded.');
    expect(policy.has('[part=section]')).to.equal(false);
  });

  it('tells versions of one day apart by their names', async () => {
    const [current, older] = policyIndex.versions;
    const twin = { ...older!, version: '2018-06-19-b' };
    world.backend.answers.set('/policies/privacy', () =>
      json({ ...policyIndex, versions: [current, twin, older], total: 3 }),
    );
    const policy = await openPolicy();
    policy.find('.timeline').scrollIntoView();
    const named = policy.all('.timeline button').map(({ innerText }) => innerText.trim());
    expect(named).to.deep.equal([
      'Version of November 1, 2026',
      'Version of June 19, 2018 (2018-06-19-b)',
      'Version of June 19, 2018 (2018-06-19)',
    ]);
  });

  it('says how Global Privacy Control is treated, and whether this browser says it', async () => {
    const panel = await openPolicy();
    await panel.shows('If your browser sends this signal, we pass your information on to others only where');
    expect(panel.text).to.contain('Your browser does not send it.');
    Object.defineProperty(navigator, 'globalPrivacyControl', { value: true, configurable: true });
    try {
      panel.element.requestUpdate();
      await panel.shows('Your browser sends it.');
      await expect(panel.element).to.be.accessible();
    } finally {
      Reflect.deleteProperty(navigator, 'globalPrivacyControl');
    }
  });
});
