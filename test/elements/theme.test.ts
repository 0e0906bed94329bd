/** The look that a site published: on its elements, under what the page says, and nowhere else. */
import { expect, fixture, html } from '@open-wc/testing';
import { colourOf } from '../../src/protocol/contrast.ts';
import type { Colour } from '../../src/protocol/contrast.ts';
import { paletteOf, SCHEMES } from '../../src/protocol/theme-check.ts';
import type { Scheme, Tone } from '../../src/protocol/theme-check.ts';
import type { Theme } from '../../src/protocol/theme.schema.ts';
import { json } from '../helpers/elements-backend.ts';
import { siteConfig } from '../helpers/elements-documents.ts';
import { createWorld, openForm, openMyData, openNotice, openPolicy } from '../helpers/elements.ts';
import type { Panel, World } from '../helpers/elements.ts';

const BRAND: Theme = {
  accent: { light: '#14532d', dark: '#86efac' },
  onAccent: { light: '#fff', dark: '#052e16' },
  text: { light: '#0f172a', dark: '#e2e8f0' },
  surface: { light: '#fffbeb', dark: '#0f172a' },
  danger: { light: '#991b1b', dark: '#fca5a5' },
  success: { light: '#166534', dark: '#86efac' },
  radius: '1.25rem',
  space: '20px',
  font: "'Source Sans 3', monospace",
};

/** What the elements paint each tone with. */
const TONES: Record<Tone, string> = {
  accent: 'var(--_sx-accent)',
  onAccent: 'var(--_sx-on-accent)',
  text: 'var(--_sx-text)',
  surface: 'var(--_sx-surface)',
  danger: 'var(--_sx-danger)',
  success: 'var(--_sx-success)',
  muted: 'var(--_sx-muted)',
  border: 'var(--_sx-border)',
  tint: 'var(--_sx-tint)',
  dangerTint: 'color-mix(in oklab, var(--_sx-danger) 9%, var(--_sx-surface))',
  successTint: 'color-mix(in oklab, var(--_sx-success) 12%, var(--_sx-surface))',
};

describe('the look of a site', () => {
  let world: World;
  const root = document.documentElement;
  beforeEach(() => {
    world = createWorld();
    root.style.colorScheme = 'light';
  });
  afterEach(async () => {
    root.removeAttribute('style');
    await world.end();
  });

  function publish(theme: unknown): void {
    world.backend.answers.set('/config', () => json({ ...siteConfig(world.site), theme }));
  }

  /** A colour as the browser has it inside of an element, linear like those of the protocol. */
  function painted(panel: Panel, css: string): Colour {
    const probe = document.createElement('i');
    panel.find('.base').append(probe);
    // Mixed with nothing in srgb, so that every browser tells it in the same form.
    probe.style.color = `color-mix(in srgb, ${css}, ${css})`;
    const [red = NaN, green = NaN, blue = NaN] = getComputedStyle(probe)
      .color.replace(/^color\(srgb /, '')
      .split(' ')
      .map(Number.parseFloat);
    probe.remove();
    const linear = (value: number): number => {
      const shown = Math.min(1, Math.max(0, value));
      return shown <= 0.04045 ? shown / 12.92 : ((shown + 0.055) / 1.055) ** 2.4;
    };
    return [linear(red), linear(green), linear(blue)];
  }

  function expectColour(actual: Colour, expected: Colour, what: string): void {
    for (const index of [0, 1, 2] as const) expect(actual[index], what).to.be.closeTo(expected[index], 0.002);
  }

  function expectPalette(panel: Panel, theme: Theme, scheme: Scheme): void {
    const palette = paletteOf(theme, scheme);
    for (const [tone, css] of Object.entries(TONES)) {
      expectColour(painted(panel, css), palette[tone as Tone], `${tone} in ${scheme}`);
    }
  }

  const styleOf = (panel: Panel, selector?: string): CSSStyleDeclaration =>
    getComputedStyle(selector === undefined ? panel.element : panel.find(selector));

  for (const scheme of SCHEMES) {
    it(`is computed for the check as browsers paint it, ${scheme}`, async () => {
      root.style.colorScheme = scheme;
      expectPalette(await openForm(), {}, scheme);
      world.reload();
      publish(BRAND);
      expectPalette(await openForm(), BRAND, scheme);
    });
  }

  it('is worn by every element, without a style in the markup', async () => {
    publish(BRAND);
    for (const open of [openForm, openPolicy, openMyData, openNotice]) {
      const panel: Panel = await open();
      const name = panel.element.localName;
      expectColour(painted(panel, TONES.accent), colourOf('#14532d'), name);
      expect(styleOf(panel).fontFamily, name).to.match(/Source Sans 3.*monospace/);
      expect(panel.all('[style]'), name).to.deep.equal([]);
      expect(panel.element.hasAttribute('style'), name).to.equal(false);
    }
  });

  it('changes corners and distances', async () => {
    publish(BRAND);
    const form = await openForm();
    expect(styleOf(form, '[part=submit]').borderRadius).to.equal('20px');
    expect(styleOf(form, '.base').rowGap).to.equal('30px');
  });

  it('leaves what it says nothing of as it was, and without one nothing changes', async () => {
    const plain = await openForm();
    // Read at once: what is computed lives as long as its element.
    const { backgroundColor: before } = styleOf(plain, '[part=submit]');
    const sheets = plain.root.adoptedStyleSheets.length;
    world.reload();
    publish({ radius: '0px' });
    const square = await openForm();
    expect(square.root.adoptedStyleSheets.length).to.equal(sheets + 1);
    expect(styleOf(square, '[part=submit]').borderRadius).to.equal('0px');
    expect(styleOf(square, '[part=submit]').backgroundColor).to.equal(before);
    expect(styleOf(square).fontFamily).to.equal(getComputedStyle(document.body).fontFamily);
  });

  it('gives way to the properties of the page, wherever they stand', async () => {
    publish(BRAND);
    const page = await fixture(html`<div></div>`);
    page.setAttribute('style', '--sx-color-accent: #4c1d95; --sx-radius: 3px; --sx-font: Georgia');
    const form = await openForm();
    page.append(form.element);
    expectColour(painted(form, TONES.accent), colourOf('#4c1d95'), 'accent of the page');
    expect(styleOf(form, '[part=submit]').borderRadius).to.equal('3px');
    expect(styleOf(form).fontFamily).to.equal('Georgia');
    // What the page says nothing of stays the site's.
    expectColour(painted(form, TONES.text), colourOf('#0f172a'), 'text of the site');
    form.element.style.setProperty('--sx-color-text', '#111111');
    expectColour(painted(form, TONES.text), colourOf('#111111'), 'text of the page');
  });

  it('follows the scheme of the page while it is shown', async () => {
    publish(BRAND);
    const form = await openForm();
    for (const scheme of ['dark', 'light'] as const) {
      root.style.colorScheme = scheme;
      expectPalette(form, BRAND, scheme);
    }
  });

  it('is there with the first words of the site: nothing of it is seen in another look', async () => {
    publish(BRAND);
    await openForm();
    // The configuration is known by now, and nothing else of the policy.
    const element = document.createElement('sx-policy');
    document.body.append(element);
    await element.updateComplete;
    expect(getComputedStyle(element).fontFamily).to.match(/Source Sans 3/);
    element.remove();
  });

  it('comes with a configuration that came late', async () => {
    world.backend.offline = true;
    const form = await openForm();
    expect(styleOf(form).fontFamily).not.to.match(/Source Sans 3/);
    world.backend.offline = false;
    publish(BRAND);
    form.button('Try again').click();
    await form.until('form');
    expect(styleOf(form).fontFamily).to.match(/Source Sans 3/);
  });

  it('goes with the site: another one has its own', async () => {
    publish(BRAND);
    const form = await openForm();
    expect(styleOf(form).fontFamily).to.match(/Source Sans 3/);
    form.element.site = 'another-site';
    await form.element.updateComplete;
    expect(styleOf(form).fontFamily).not.to.match(/Source Sans 3/);
    expectColour(painted(form, TONES.accent), colourOf('#0b57a4'), 'accent by default');
  });

  it('writes nothing on the page, and reaches nothing outside of the elements', async () => {
    publish(BRAND);
    const outside = await fixture(html`<p>Of the page</p>`);
    const before = {
      sheets: document.styleSheets.length,
      color: getComputedStyle(outside).color,
      font: getComputedStyle(outside).fontFamily,
    };
    const form = await openForm();
    expect(styleOf(form).fontFamily).to.match(/Source Sans 3/);
    expect({
      sheets: document.styleSheets.length,
      color: getComputedStyle(outside).color,
      font: getComputedStyle(outside).fontFamily,
    }).to.deep.equal(before);
    expect(document.adoptedStyleSheets).to.deep.equal([]);
    expect(getComputedStyle(root).getPropertyValue('--sx-color-accent')).to.equal('');
  });

  it('stands on a page that styles everything with all its might', async () => {
    publish(BRAND);
    const page = await fixture(html`<div><style></style></div>`);
    page.querySelector('style')!.textContent =
      '*, button { color: red !important; background: lime !important; border-radius: 9px !important; --accent: red; --color-accent: red; --radius: 9px }';
    const form = await openForm();
    page.append(form.element);
    expectPalette(form, BRAND, 'light');
    const { borderRadius, backgroundColor } = styleOf(form, '[part=submit]');
    expect([borderRadius, backgroundColor]).to.deep.equal(['20px', 'rgb(20, 83, 45)']);
  });

  it('cannot become a rule: what is no value is left out', async () => {
    publish({
      radius: '1px); display: none; --x: (1',
      text: '#000)} :host { display: none } * { color: red } :host { --x: (1',
      accent: { light: '#14532d', dark: '#000))} .base { display: none } :host { --x: ((1' },
      font: 'x)} * { visibility: hidden } :host { --x: (1',
    });
    const form = await openForm();
    expect(styleOf(form).display).not.to.equal('none');
    expect(styleOf(form, '[part=submit]').visibility).to.equal('visible');
    expect(styleOf(form, '.base').display).not.to.equal('none');
    expectColour(painted(form, TONES.text), colourOf('#1b1c1e'), 'text by default');
  });
});
