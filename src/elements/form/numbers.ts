/** Numbers as people type them: with the comma or point of their language, spaces between thousands. */

/** The number a text means, or undefined when it is none. */
export function parseNumber(text: string, language: string): number | undefined {
  const parts = new Intl.NumberFormat(language).formatToParts(-12345.6);
  const signOf = (type: 'group' | 'decimal'): string => parts.find((part) => part.type === type)?.value ?? '';
  const group = signOf('group').trim();
  const plain = toAsciiDigits(text.trim())
    .replaceAll(/[\s'’]/g, '')
    .replace(/^[−–]/, '-');
  const grouped = group === '' ? plain : withoutGroups(plain, group);
  const pointed = grouped.replace(signOf('decimal'), '.');
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i.test(pointed) ? finite(Number(pointed)) : undefined;
}

/** As it would be typed: no groups, the decimal sign of the language. */
export function writeNumber(value: number, language: string): string {
  // Beyond the places a formatter writes out.
  if (value !== 0 && Math.abs(value) < 1e-15) return String(value);
  return new Intl.NumberFormat(language, {
    useGrouping: false,
    maximumFractionDigits: 20,
    numberingSystem: 'latn',
  }).format(value);
}

/** Only where they stand between thousands; elsewhere the sign means something else. */
function withoutGroups(text: string, group: string): string {
  const sign = group === '.' ? '\\.' : group;
  return new RegExp(`^[+-]?\\d{1,3}(${sign}\\d{3})+(\\D|$)`).test(text) ? text.replaceAll(group, '') : text;
}

function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}

/** Every script has its digits in a row of ten. */
function toAsciiDigits(text: string): string {
  return text.replaceAll(/\p{Nd}/gu, (digit) => {
    let zero = digit.codePointAt(0) ?? 0;
    const code = zero;
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && code - zero < 9) zero -= 1;
    return String(code - zero);
  });
}
