import { expect } from '@open-wc/testing';
import { setLocale } from '../../src/locales/localize.ts';
import { createWorld, openPolicy, until } from '../helpers/elements.ts';
import type { World } from '../helpers/elements.ts';

describe('what changed, in <sx-policy>', () => {
  let world: World;
  beforeEach(() => {
    world = createWorld();
  });
  afterEach(() => world.end());

  const compared = async (): Promise<Awaited<ReturnType<typeof openPolicy>>> => {
    const policy = await openPolicy();
    policy.button('What changed since the version of June 19, 2018').click();
    await policy.shows('The text with its changes');
    return policy;
  };

  const spoken = (element: Element | undefined): string =>
    (element?.textContent ?? '').replace(/\s+/g, ' ').trim();

  it('lists the changed sections first, then the words that came and went', async () => {
    const policy = await compared();
    expect(policy.find('#changed').innerText).to.equal('3 sections changed');
    expect(policy.all('[part=changed] li').map(spoken)).to.deep.equal([
      'What we collect (2026-11-01) renamed',
      'Your rights words added: 7, removed: 1',
      'Chat rooms removed',
    ]);
    const rights = policy.all('[part=change]')[1];
    expect([...(rights?.querySelectorAll('ins') ?? [])].map(spoken).join(' ')).to.contain('[added:]');
    expect(spoken(rights?.querySelector('del') ?? undefined)).to.equal('[removed:] some [end]');
    await expect(policy.element).to.be.accessible();
  });

  it('folds what did not change, and opens it', async () => {
    const policy = await compared();
    const folded = policy.find('details.folded');
    expect(spoken(folded)).to.equal('One section without a change With forms');
    policy.find('details.folded summary').click();
    await policy.until('.folded .section');
    // What is far from the screen is not rendered, and has no words there.
    policy.find('.folded .section').scrollIntoView();
    await policy.shows('first');
    await expect(policy.element).to.be.accessible();
  });

  it('folds the paragraphs of a section that did not change, but for the next one', async () => {
    const policy = await compared();
    const rights = (): string => spoken(policy.all('[part=change]')[1]);
    expect(rights()).to.contain('access Show 4 paragraphs without a change').and.not.to.contain('erasure');
    policy.all('[part=change]')[1]?.scrollIntoView();
    await policy.shows('Show 4 paragraphs without a change');
    policy.button('Show 4 paragraphs without a change').click();
    await policy.shows('portability');
    expect(policy.all('.row.item').map(spoken)).to.have.length(5);
  });

  it('leads to a changed section, and back to the whole text', async () => {
    const policy = await compared();
    policy.all('[part=changed] a')[2]?.click();
    await until(
      () => spoken(policy.focused ?? undefined).includes('Chat rooms'),
      'Expected the focus on the section',
    );
    policy.button('Show the whole text').click();
    await until(() => !policy.has('[part=changes]'), 'Expected no comparison');
    expect(policy.text).to.contain('You have rights, and a month to hear from us.');
  });

  it('puts the two texts side by side', async () => {
    const policy = await compared();
    policy.find('[aria-pressed]').click();
    await policy.element.updateComplete;
    const [before, now] = policy.all('.beside tbody tr')[0]?.querySelectorAll('td') ?? [];
    expect(spoken(before)).to.equal('You have [removed:] some [end] rights.');
    expect(spoken(now)).to.contain('a month to hear from us');
    await expect(policy.element).to.be.accessible();
  });

  it('compares any version with any other, in the language of the reader', async () => {
    const policy = await openPolicy();
    const choice = policy.find<HTMLSelectElement>('#compare-with');
    choice.value = '2018-06-19';
    choice.dispatchEvent(new Event('change'));
    await policy.shows('3 sections changed');
    await setLocale('de');
    await policy.shows('Abschnitte geändert');
    await setLocale('en');
  });

  it('shows the whole text where the older version is not known', async () => {
    const policy = await openPolicy();
    policy.element.compareWith = '2001-01-01';
    await policy.shows('These two versions cannot be compared');
    expect(policy.has('[part=section]')).to.equal(true);
  });
});
