/** The look of a site: a few colours and measures that a brand needs; elements derive the rest. */
import * as v from 'valibot';

/** The colours a site may choose; each stands for the property `--sx-color-…` of the same name. */
export const THEME_COLOURS = ['accent', 'onAccent', 'text', 'surface', 'danger', 'success'] as const;
export type ThemeColour = (typeof THEME_COLOURS)[number];

/** Nothing but these, so that contrast can be computed. */
const hex = v.pipe(
  v.string(),
  v.regex(/^#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})$/, 'a colour in hexadecimal, such as #0b57a4 or #fff'),
);

const both = v.strictObject({ light: hex, dark: hex });

/** Told by what came, so that findings speak of that kind only. */
export const colourSchema = v.lazy((input): typeof hex | typeof both =>
  input !== null && typeof input === 'object' ? both : hex,
);

/** What JSON Schema shows in its place. */
export const COLOUR_SCHEMAS = [hex, both] as const;

const colour = (description: string) =>
  v.exactOptional(
    v.pipe(
      colourSchema,
      v.description(`${description}; one colour, or one for light pages and one for dark ones.`),
    ),
  );

/** What 1rem is where nobody chose another size, CSS pixels. */
const REM = 16;

const length = (description: string, [least, most]: readonly [number, number]) => {
  const limits = `${String(least)}rem to ${String(most)}rem, or as much in px`;
  const isWithin = (text: string): boolean => {
    const rems = Number.parseFloat(text) / (text.endsWith('rem') ? 1 : REM);
    return rems >= least && rems <= most;
  };
  return v.exactOptional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,2}(?:\.\d{1,4})?(?:rem|px)$/, 'a length in rem or px, such as 0.5rem'),
      v.check(isWithin, limits),
      v.description(`${description}: ${limits}.`),
    ),
  );
};

/** As CSS writes it: names whose words begin with a letter, any other in single quotes. */
const FAMILY = String.raw`(?:[a-zA-Z][\w-]*(?: [a-zA-Z][\w-]*)*|'\w[\w -]*')`;

const font = v.exactOptional(
  v.pipe(
    v.string(),
    v.maxLength(200),
    v.regex(
      new RegExp(`^${FAMILY}(?:, ?${FAMILY})*$`),
      "names of fonts with commas between them, such as Inter, 'Source Sans 3', sans-serif",
    ),
    v.description(
      'Names of fonts, the one wanted most first. Nothing is loaded: the page or the device has them. Default: the font of the page.',
    ),
  ),
);

export const themeSchema = v.pipe(
  v.strictObject({
    accent: colour('Links, buttons, the ring of the focus'),
    onAccent: colour('Text on a button of the accent colour'),
    text: colour('Text; quieter text and borders are mixed from it'),
    surface: colour('The background that the pages have behind the elements'),
    danger: colour('Errors'),
    success: colour('Good news'),
    radius: length('Corners', [0, 2]),
    space: length('The unit of all distances', [0.5, 2]),
    font,
  }),
  v.description(
    'The look of every element, where the page says nothing else: its own --sx-… properties win. What is left out keeps its default; the whole must be readable (WCAG 1.4.3, 1.4.11).',
  ),
);

export type Theme = v.InferOutput<typeof themeSchema>;

/** What staff publish. */
export const themeChangeSchema = v.strictObject({ theme: themeSchema });
export type ThemeChange = v.InferOutput<typeof themeChangeSchema>;
