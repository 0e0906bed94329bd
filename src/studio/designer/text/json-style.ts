/** How somebody writes JSON, so that what is added looks as if they had written it. */
import type { Json } from './json-edit.ts';

export interface Style {
  /** One level. */
  indent: string;
  eol: string;
  /** Whether the document has more than one line. */
  isBroken: boolean;
  /** After a comma on the same line. */
  gap: string;
  /** Between a key and its value. */
  colon: string;
  /** Inside the braces of an object on one line. */
  pad: string;
}

export function styleOf(text: string): Style {
  const eol = /\r\n|\n|\r/.exec(text.trim())?.[0];
  const isSpaced = !/"\s*:["[{\dtfn-]/.test(text) || /": /.test(text);
  return {
    indent: /[\r\n]([ \t]+)\S/.exec(text)?.[1] ?? '  ',
    eol: eol ?? '\n',
    isBroken: eol !== undefined,
    gap: isSpaced ? ' ' : '',
    colon: isSpaced ? ': ' : ':',
    pad: isSpaced && !/\{"/.test(text) ? ' ' : '',
  };
}

/** `isInline`: on one line; otherwise its further lines begin with `indent` and more. */
export function serialised(
  value: Json,
  style: Style,
  { indent, isInline }: { indent: string; isInline: boolean },
): string {
  if (isInline || !style.isBroken) return onOneLine(value, style);
  return JSON.stringify(value, null, style.indent).replaceAll('\n', style.eol + indent);
}

function onOneLine(value: Json, style: Style): string {
  if (Array.isArray(value)) {
    return `[${value.map((element: Json) => onOneLine(element, style)).join(`,${style.gap}`)}]`;
  }
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.entries(value as { readonly [key: string]: Json }).map(
    ([key, member]) => `${JSON.stringify(key)}${style.colon}${onOneLine(member, style)}`,
  );
  return members.length === 0 ? '{}' : `{${style.pad}${members.join(`,${style.gap}`)}${style.pad}}`;
}
