import { expect, fixture, html } from '@open-wc/testing';
import { capturedFrom } from '../../src/elements/form/address-bar.ts';
import type { SxFormElement } from '../../src/elements/form/form.ts';
import { definition } from '../helpers/elements-documents.ts';
import { publish } from '../helpers/elements-forms.ts';
import { createWorld, FormPanel, openForm, until } from '../helpers/elements.ts';
import type { World } from '../helpers/elements.ts';

describe('<sx-form> what comes from the page', () => {
  let world: World;
  let address: string;
  beforeEach(() => {
    world = createWorld();
    address = location.href;
  });
  afterEach(() => {
    history.replaceState(null, '', address);
    return world.end();
  });

  const withQuery = (query: string): void => {
    const url = new URL(address);
    for (const [key, value] of new URLSearchParams(query)) url.searchParams.set(key, value);
    history.replaceState(null, '', url);
  };
  const items = definition.items.map((item) =>
    item.id === 'industry' && 'type' in item ? { ...item, prefillFrom: 'industry' } : item,
  );

  it('fills in what the host gives, and nothing it cannot', async () => {
    const prefill = { name: 'Ada', email: 7, industry: 'mining', nothing: 'x', 'news-email': true as const };
    const form = new FormPanel(
      await fixture<SxFormElement>(html`<sx-form form-id="subscription" .prefill=${prefill}></sx-form>`),
    );
    await form.until('form');
    expect(form.value('name')).to.equal('Ada');
    expect(form.value('email')).to.equal('');
    expect(form.value('industry')).to.equal('');
    expect(form.all('input:checked')).to.have.length(0);
  });

  it('overwrites nothing that was typed', async () => {
    const form = await openForm();
    form.type('name', 'Grace');
    form.element.prefill = { name: 'Ada', phone: '12345' };
    await form.element.updateComplete;
    expect(form.value('name')).to.equal('Grace');
  });

  it('reads the address only for questions that name a parameter', async () => {
    publish(world, { items });
    withQuery('industry=food&name=Ada&email=ada@example.org&news-email=true');
    const form = await openForm();
    expect(form.value('industry')).to.equal('food');
    expect(form.value('name')).to.equal('');
    expect(form.value('email')).to.equal('');
    expect(form.all('input:checked')).to.have.length(0);
  });

  it('takes from the address only an answer the question has', async () => {
    publish(world, { items });
    withQuery('industry=<script>');
    expect((await openForm()).value('industry')).to.equal('');
  });

  it('sends along only what the form lists, and nothing else of the address', async () => {
    publish(world, { capture: ['page', 'utm_source'] });
    withQuery('utm_source=hall-notes&utm_campaign=spring&gclid=abc');
    const form = await openForm();
    form.type('email', 'ada@example.org');
    form.send();
    await until(() => world.backend.operations.length > 0, 'Expected an operation');
    const [operation] = world.backend.operations;
    if (operation?.kind !== 'submission') throw new Error('Expected a submission');
    const { origin, pathname } = location;
    expect(operation.payload.captured).to.deep.equal({ page: origin + pathname, utm_source: 'hall-notes' });
    expect(JSON.stringify(operation)).not.to.contain('gclid').and.not.to.contain('spring');
  });

  it('cuts what is too long to be a campaign', () => {
    const there = { href: `https://fair.example/p?utm_source=${'x'.repeat(900)}` } as Location;
    expect(capturedFrom(there, ['utm_source'])['utm_source']).to.have.length(300);
  });
});
