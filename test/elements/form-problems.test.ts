import { expect, oneEvent } from '@open-wc/testing';
import { createClient } from '../../src/client/client.ts';
import { setPageClient } from '../../src/client/page-client.ts';
import { json } from '../helpers/elements-backend.ts';
import { published } from '../helpers/elements-documents.ts';
import { createWorld, openForm, until } from '../helpers/elements.ts';
import type { World } from '../helpers/elements.ts';

describe('<sx-form> that cannot be shown', () => {
  let world: World;
  let printed: unknown[][];
  const print = console.error;
  beforeEach(() => {
    world = createWorld();
    printed = [];
    // The developer's message is part of what is tested, and would clutter the report.
    console.error = (...line: unknown[]) => printed.push(line);
  });
  afterEach(async () => {
    console.error = print;
    await world.end();
  });

  const codeOf = async (action: () => void): Promise<string> => {
    const heard = oneEvent(document, 'sx-error');
    action();
    return ((await heard) as CustomEvent<{ code: string }>).detail.code;
  };

  it('says that an unknown form is not available, whom to write to, and shows the fallback', async () => {
    const code = codeOf(() => undefined);
    const form = await openForm('nope', 'Write to us');
    expect(await code).to.equal('not-found');
    expect(form.text)
      .to.contain('This form is not available at the moment.')
      .and.to.contain('info@fair.example');
    expect(
      form
        .find<HTMLSlotElement>('slot')
        .assignedNodes({ flatten: true })
        .some((node) => node.textContent === 'Write to us'),
    ).to.equal(true);
    await expect(form.element).to.be.accessible();
  });

  it('offers another try when the backend cannot be reached', async () => {
    world.backend.offline = true;
    const form = await openForm();
    expect(form.text).to.contain('The form could not be loaded. Check your connection, then try again.');
    world.backend.offline = false;
    form.button('Try again').click();
    await form.until('form');
  });

  it('tells a foreign backend from its own', async () => {
    const portal = (): Response =>
      new Response('<h1>Welcome</h1>', { headers: { 'content-type': 'text/html' } });
    world.backend.answers.set('/forms/subscription', portal);
    expect(await codeOf(() => void openForm())).to.equal('foreign');
  });

  it('prints where a broken definition is wrong, what was expected and what came', async () => {
    const broken = published() as unknown as { definition: { items: unknown[] } };
    broken.definition.items = [{ id: 'name', type: 'txt', lable: 'Your name' }];
    world.backend.answers.set('/forms/subscription', () => json(broken));
    const form = await openForm();
    expect(form.text).to.contain('This form is not available at the moment.').and.to.contain('broken');
    const expected = /"subscription" cannot be shown[\s\S]*\/items\/0/;
    await until(
      () => printed.some(([line]) => expected.test(String(line))),
      'Expected a finding in the console',
    );
  });

  it('says so when no site is named', async () => {
    setPageClient(
      createClient({ site: '', endpoint: 'https://backend.example' }, { fetch: world.backend.fetch }),
    );
    expect(await codeOf(() => void openForm())).to.equal('site-missing');
  });
});
