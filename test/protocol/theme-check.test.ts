import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import sample from '../../src/server/sample/smartxpo/site.json' with { type: 'json' };
import { parseAuthored } from '../../src/protocol/parse.schema.ts';
import { checkSite } from '../../src/protocol/site-check.ts';
import { siteSchema } from '../../src/protocol/site.schema.ts';
import { checkTheme, measureTheme } from '../../src/protocol/theme-check.ts';
import type { Theme } from '../../src/protocol/theme.schema.ts';

/** Every finding: where, which pair, how much there is. */
function found(theme: Theme): string[] {
  return checkTheme(theme).map(
    ({ pointer, expected = '', found = '' }) => `${pointer}: ${expected}, ${found}`,
  );
}

describe('what can be read of a look', () => {
  test('is everything while nothing is chosen', () => {
    assert.deepEqual(checkTheme({}), []);
    assert.equal(measureTheme({}).length, 24);
  });

  test('is said of both schemes where one colour is for both', () => {
    const pointers = checkTheme({ text: '#777777' }).map(({ pointer, expected = '' }) => [
      pointer,
      expected.split(' in ')[1],
    ]);
    assert.deepEqual([...new Set(pointers.map(String))], ['/theme/text,light', '/theme/text,dark']);
  });

  test('is said of the scheme in which it fails', () => {
    assert.deepEqual(found({ danger: { light: '#b3211b', dark: '#b3211b' } }), [
      '/theme/danger/dark: at least 4.5:1 for danger on surface in dark, 2.6:1',
      '/theme/danger/dark: at least 4.5:1 for danger on dangerTint in dark, 2.5:1',
    ]);
  });

  test('is held against defaults: a light surface in the dark leaves the light text behind', () => {
    const pairs = checkTheme({ surface: '#ffffff' });
    assert.ok(pairs.length > 0);
    assert.ok(
      pairs.every(
        ({ pointer, expected = '' }) => pointer === '/theme/surface' && expected.endsWith('in dark'),
      ),
    );
    assert.ok(pairs.some(({ expected }) => expected === 'at least 4.5:1 for text on surface in dark'));
  });

  test('asks less of borders than of text, and looks at what is mixed', () => {
    // The text alone would do; what is mixed from it does not.
    assert.deepEqual(found({ text: { light: '#666666', dark: '#f0f0ee' } }), [
      '/theme/text/light: at least 4.5:1 for muted on surface in light, 3.2:1',
      '/theme/text/light: at least 4.5:1 for muted on tint in light, 2.8:1',
      '/theme/text/light: at least 3:1 for border on surface in light, 2.5:1',
    ]);
  });

  test('looks at the words of a button', () => {
    assert.deepEqual(
      found({ accent: { light: '#000', dark: '#8fc1ff' }, onAccent: { light: '#555', dark: '#000' } }),
      ['/theme/onAccent/light: at least 4.5:1 for onAccent on accent in light, 2.8:1'],
    );
  });

  test('never rounds up to what is asked for', () => {
    const [first] = checkTheme({ accent: { light: '#777', dark: '#8fc1ff' } });
    assert.equal(first?.found, '4.4:1');
  });

  test('keeps a site document from being published', () => {
    const parsed = parseAuthored(siteSchema, {
      ...sample,
      theme: { danger: '#fff', 'x-note': 'from the brand book' },
    });
    assert.ok(parsed.value);
    const findings = checkSite(parsed.value);
    assert.deepEqual(
      [...new Set(findings.map(({ pointer, code }) => `${pointer} ${code}`))],
      ['/theme/danger poor-contrast'],
    );
    assert.ok(findings.every(({ severity }) => severity === undefined));
  });

  test('names the key that was probably meant', () => {
    const { findings } = parseAuthored(siteSchema, { ...sample, theme: { acent: '#000' } });
    assert.deepEqual(
      findings?.map(({ pointer, suggestion }) => [pointer, suggestion]),
      [['/theme/acent', 'accent']],
    );
  });
});
