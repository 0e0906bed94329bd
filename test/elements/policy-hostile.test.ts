/** Whatever a policy's words are, the viewer shows them as words. */
import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import type { PolicyIndex, PolicyVersion } from '../../src/protocol/policy.schema.ts';
import { comparePolicyTexts } from '../../src/protocol/diff/policy-diff.ts';
import type { PolicySection } from '../../src/protocol/policy-text.schema.ts';
import { policyIndex, policyVersion, siteConfig } from '../helpers/elements-documents.ts';
import { json } from '../helpers/elements-backend.ts';
import { createWorld, openPolicy } from '../helpers/elements.ts';
import type { Panel, World } from '../helpers/elements.ts';
import { PAYLOADS } from '../helpers/hostile-words.ts';

const ACTIVE = 'script,iframe,object,embed,img,form,base,meta,link,style,video,audio,source,math,input,body';
const SAFE = ['http:', 'https:', 'mailto:', 'tel:'];
const ADDRESSES = [
  'javascript:alert(1)',
  ' javascript:alert(1)',
  'java\tscript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:msgbox(1)',
  'blob:https://a.example/1',
  'file:///etc/passwd',
];

const hostile = fc.constantFrom(...PAYLOADS);
const address = fc.constantFrom(...ADDRESSES, ...PAYLOADS);
const run = fc.record({ text: hostile, href: fc.option(address, { nil: undefined }), strong: fc.boolean() });
const runs = fc.array(run, { minLength: 1, maxLength: 3 });
const block = fc.oneof(
  fc.record({ kind: fc.constant('paragraph' as const), text: runs }),
  fc.record({ kind: fc.constant('list' as const), items: fc.array(runs, { minLength: 1, maxLength: 2 }) }),
  fc.record({
    kind: fc.constant('table' as const),
    head: fc.tuple(runs),
    rows: fc.array(fc.tuple(runs), { maxLength: 2 }),
  }),
);
const sections: fc.Arbitrary<PolicySection[]> = fc
  .array(fc.record({ heading: hostile, summary: hostile, blocks: fc.array(block, { maxLength: 3 }) }), {
    minLength: 1,
    maxLength: 3,
  })
  .map((all) => all.map((section, index) => ({ id: `section-${String(index)}`, ...section })));

describe('hostile words in <sx-policy>', () => {
  let world: World;
  beforeEach(() => {
    world = createWorld();
  });
  afterEach(() => world.end());

  function serve(older: PolicySection[], newer: PolicySection[], word: string): void {
    const { answers } = world.backend;
    const shown = (version: string, own: PolicySection[]): PolicyVersion => ({
      ...policyVersion(version, 'en')!,
      title: word,
      remark: word,
      sections: own,
    });
    const [from, to] = [shown('2018-06-19', older), shown('2026-11-01', newer)];
    const config = siteConfig(world.site);
    const { controller, authority } = config;
    answers.set('/config', () =>
      json({
        ...config,
        controller: { ...controller, name: word, address: word },
        authority: { ...authority, name: word, url: 'javascript:alert(1)' },
      }),
    );
    answers.set('/policies/privacy', () => json(policyIndex satisfies PolicyIndex));
    answers.set('/policies/privacy/versions/2026-11-01', () => json(to));
    answers.set('/policies/privacy/changes', () =>
      json({
        policy: 'privacy',
        from: from.version,
        to: to.version,
        language: 'en',
        ...comparePolicyTexts(from, to),
      }),
    );
  }

  function expectWordsOnly(policy: Panel, word: string): void {
    expect(policy.all(ACTIVE).map(({ outerHTML }) => outerHTML)).to.deep.equal([]);
    const attributes = policy.all('*').flatMap((element) => [...element.attributes]);
    expect(attributes.filter(({ name }) => name.startsWith('on') || name === 'style')).to.deep.equal([]);
    const links = policy.all('a[href]') as HTMLAnchorElement[];
    for (const { protocol, outerHTML } of links) expect(SAFE, outerHTML).to.include(protocol);
    expect(policy.find('.head .heading').textContent.trim()).to.equal(word.trim());
  }

  it('are words in the text and in the comparison, and their addresses lead nowhere', async () => {
    await fc.assert(
      fc.asyncProperty(sections, sections, hostile, async (older, newer, word) => {
        world.reload();
        serve(older, newer, word);
        const policy = await openPolicy();
        expectWordsOnly(policy, word);
        policy.button('What changed since the version of June 19, 2018').click();
        await policy.until('[part=changes]');
        expectWordsOnly(policy, word);
      }),
      { numRuns: 40 },
    );
  });
});
