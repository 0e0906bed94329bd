/** What a visitor is told of a policy, by what their device remembers. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { newsOf, withdrawnIn } from '../../src/protocol/policy-news.ts';
import type { PolicyNews, RememberedVersion } from '../../src/protocol/policy-news.ts';
import { fragmentOf, placeIn } from '../../src/protocol/policy-place.ts';
import type { PolicyPlace } from '../../src/protocol/policy-place.ts';
import type { PolicyIndex, PolicyVersionEntry } from '../../src/protocol/policy.schema.ts';

type Line = Partial<PolicyVersionEntry> & { version: string };

/** Versions are named by the day they take effect, and published then unless said otherwise. */
function entry(line: Line): PolicyVersionEntry {
  const { version } = line;
  const facts = { lastUpdated: version, effectiveFrom: version, publishedAt: version, hash: version };
  return { ...facts, languages: ['en'], isMaterial: false, ...line };
}

function index(current: string, lines: Line[], over: Partial<PolicyIndex> = {}): PolicyIndex {
  const versions = lines.map(entry).toSorted((a, b) => (a.effectiveFrom < b.effectiveFrom ? 1 : -1));
  const material = versions.find(({ isMaterial, isWithdrawn }) => isMaterial && isWithdrawn !== true);
  return {
    policy: 'privacy',
    current,
    versions,
    total: versions.length,
    ...(material === undefined ? {} : { material }),
    ...over,
  };
}

const saw = (version: string, over: Partial<RememberedVersion> = {}): RememberedVersion => ({
  version,
  effectiveFrom: version,
  ...over,
});
const material = (version: string, over: Partial<Line> = {}): Line => ({
  version,
  isMaterial: true,
  ...over,
});

function told(news: PolicyNews): string {
  switch (news.name) {
    case 'nothing':
      return 'nothing';
    case 'updated':
      return `updated ${news.since} to ${news.to.version}${news.isComing ? ' coming' : ''}`;
    case 'notice': {
      const steps = news.steps.map(
        ({ from, to, isComing, hasEarlier }) =>
          `${from}>${to.version}${isComing ? ' coming' : ''}${hasEarlier ? ' earlier' : ''}`,
      );
      return `notice to ${news.to.version} of ${news.material.version}: ${steps.join(', ')}`;
    }
  }
}

describe('what is new in a policy', () => {
  const history = [{ version: '1' }, material('2'), { version: '3' }, material('4')];

  test('is nothing on a first visit, whatever changed or is announced', () => {
    assert.equal(told(newsOf(index('3', history), undefined)), 'nothing');
  });

  test('is nothing for who has seen it, also ahead of its day', () => {
    assert.equal(told(newsOf(index('4', history), saw('4'))), 'nothing');
    assert.equal(told(newsOf(index('3', history), saw('4'))), 'nothing');
  });

  test('is an update where nothing matters', () => {
    const spelling = index('2', [{ version: '1' }, { version: '2' }]);
    assert.equal(told(newsOf(spelling, saw('1'))), 'updated 1 to 2');
  });

  test('is a notice of each version that matters, up to what is in force or announced', () => {
    assert.equal(told(newsOf(index('4', history), saw('1'))), 'notice to 4 of 4: 1>2, 2>4');
    assert.equal(told(newsOf(index('3', history), saw('1'))), 'notice to 4 of 4: 1>2, 2>4 coming');
    assert.equal(told(newsOf(index('3', history), saw('3'))), 'notice to 4 of 4: 3>4 coming');
    const inForce = history.slice(0, 3);
    assert.equal(told(newsOf(index('3', inForce), saw('1'))), 'notice to 3 of 2: 1>2');
    assert.equal(told(newsOf(index('3', inForce), saw('2'))), 'updated 2 to 3');
  });

  test('leaves out what was withdrawn', () => {
    const lines = [{ version: '1' }, material('2', { isWithdrawn: true })];
    assert.equal(told(newsOf(index('1', lines), saw('1'))), 'nothing');
  });

  test('is told of what took the place of a withdrawn announcement that was seen', () => {
    const withdrawn = material('5', { publishedAt: '2', isWithdrawn: true });
    for (const effectiveFrom of ['4', '5']) {
      const instead = material('5b', { effectiveFrom, publishedAt: '3' });
      const lines = [material('1'), withdrawn, instead];
      assert.equal(told(newsOf(index('1', lines), saw('5'))), 'notice to 5b of 5b: 5>5b coming');
      assert.deepEqual(withdrawnIn(index('1', lines)), ['5']);
    }
    assert.equal(told(newsOf(index('1', [material('1'), withdrawn]), saw('5'))), 'nothing');
  });

  test('stays quiet once it was put away, and an announcement until its day', () => {
    const lines = [{ version: '1' }, material('2'), { version: '3' }];
    const later = saw('1', { dismissed: '2' });
    assert.equal(told(newsOf(index('2', lines), later)), 'updated 1 to 2');
    assert.equal(told(newsOf(index('3', lines), later)), 'updated 1 to 3');
    const early = saw('1', { dismissed: '2', dismissedEarly: true });
    assert.equal(told(newsOf(index('1', lines), early)), 'updated 1 to 2 coming');
    assert.equal(told(newsOf(index('2', lines), early)), 'notice to 2 of 2: 1>2');
    assert.equal(
      told(newsOf(index('3', [...lines, material('4')]), later)),
      'notice to 4 of 4: 1>2, 2>4 coming',
    );
  });

  test('is known beyond the first page of the list', () => {
    const page = index('9', [{ version: '9' }, { version: '8' }], {
      next: '8',
      material: entry(material('5')),
    });
    assert.equal(told(newsOf(page, saw('1'))), 'notice to 9 of 5: 1>5 earlier');
    assert.equal(told(newsOf(page, saw('6'))), 'updated 6 to 9');
    assert.equal(told(newsOf(page, saw('8'))), 'updated 8 to 9');
  });

  test('swallows no version that matters: it has a step of its own or stands in the first one', () => {
    const day = fc.integer({ min: 10, max: 60 }).map(String);
    const line = fc.record({
      version: day,
      isMaterial: fc.boolean(),
      isWithdrawn: fc.constantFrom(undefined, true as const),
    });
    const lines = fc.uniqueArray(line, { selector: ({ version }) => version, minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(lines, day, fc.nat(), (versions, seen, pick) => {
        const standing = versions.filter(({ isWithdrawn }) => isWithdrawn !== true);
        const current = standing[pick % Math.max(1, standing.length)];
        if (current === undefined) return;
        const isKnownStanding = !versions.some(
          ({ version, isWithdrawn }) => version === seen && isWithdrawn === true,
        );
        fc.pre(isKnownStanding);
        const all = versions.map(({ isWithdrawn, ...rest }) =>
          isWithdrawn === undefined ? rest : { ...rest, isWithdrawn },
        );
        const news = newsOf(index(current.version, all), saw(seen));
        const missed = standing.filter(({ version, isMaterial }) => isMaterial && version > seen);
        assert.equal(news.name === 'notice', missed.length > 0);
        if (news.name !== 'notice') return;
        assert.equal(news.steps[0]?.from, seen);
        assert.equal(
          news.steps.at(-1)?.to.version,
          missed
            .map(({ version }) => version)
            .toSorted()
            .at(-1),
        );
        for (const [place, { from }] of news.steps.entries()) {
          if (place > 0) assert.equal(from, news.steps[place - 1]?.to.version);
        }
        const own = new Set(news.steps.map(({ to }) => to.version));
        const others = missed.filter(({ version }) => !own.has(version));
        const [first] = news.steps;
        assert.ok(first);
        assert.equal(first.hasEarlier, others.length > 0);
        for (const { version } of others) assert.ok(version < first.to.version);
      }),
    );
  });
});

describe('a place in a policy', () => {
  test('comes back from its fragment', () => {
    const words = fc.option(fc.string({ minLength: 1 }), { nil: undefined });
    const place = fc.record<PolicyPlace>(
      { policy: words, version: words, since: words, section: words },
      { noNullPrototype: true },
    );
    fc.assert(
      fc.property(place, (written) => {
        const fragment = fragmentOf(written);
        assert.match(fragment, /^[^#\s]*$/);
        const { since, section } = written;
        const expected = since !== undefined ? written : section !== undefined ? { section } : undefined;
        assert.deepEqual(placeIn(fragment), expected);
      }),
    );
  });

  test('is no other fragment of the host page, and no damage stops it', () => {
    for (const fragment of ['', '/route', 'top', 'changes', 'changes-since=', 'version=1']) {
      assert.equal(placeIn(fragment), undefined, fragment);
    }
    assert.deepEqual(placeIn('section-%E0%A4%A'), { section: '%E0%A4%A' });
    assert.deepEqual(placeIn('changes-since=1&version'), {
      since: '1',
      version: undefined,
      policy: undefined,
      section: undefined,
    });
  });
});
