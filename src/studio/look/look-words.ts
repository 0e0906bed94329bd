/** Colours, measures and what is wrong with them, in words. */
import { msg, str } from '../../locales/lit-localize.ts';
import type { Finding } from '../../protocol/problem.ts';
import type { Tone } from '../../protocol/theme-check.ts';
import type { Measure } from './theme-text.ts';

export function toneName(tone: Tone): string {
  switch (tone) {
    case 'accent':
      return msg('Accent');
    case 'onAccent':
      return msg('Text on accent');
    case 'text':
      return msg('Text');
    case 'surface':
      return msg('Background');
    case 'danger':
      return msg('Errors');
    case 'success':
      return msg('Good news');
    case 'muted':
      return msg('Quiet text');
    case 'border':
      return msg('Borders of fields');
    case 'tint':
      return msg('Notes');
    case 'dangerTint':
      return msg('Notes of errors');
    case 'successTint':
      return msg('Notes of good news');
  }
}

export function measureName(measure: Measure): string {
  switch (measure) {
    case 'radius':
      return msg('Corners');
    case 'space':
      return msg('Distances');
    case 'font':
      return msg('Font');
  }
}

export function measureHint(measure: Measure): string {
  switch (measure) {
    case 'radius':
      return msg('0rem to 2rem, or as much in px');
    case 'space':
      return msg('0.5rem to 2rem, or as much in px');
    case 'font':
      return msg('Names with commas between them. Nothing is loaded: the page or the device has them.');
  }
}

/** What was typed and is no colour, no length, no font. */
export function themeFinding({ pointer, code, found = '' }: Finding): string {
  if (code === 'poor-contrast') return msg(str`Too little contrast: ${found}`);
  return isOfMeasure(pointer)
    ? msg('This does not fit here.')
    : msg('This is not a colour. Write it like #0b57a4.');
}

function isOfMeasure(pointer: string): boolean {
  return /\/(radius|space|font)$/.test(pointer);
}
