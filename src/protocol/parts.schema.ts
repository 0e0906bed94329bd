/** Schema pieces that several documents share. */
import * as v from 'valibot';
import { isRealDay } from './calendar.ts';
import { VISIBLE } from './visible.ts';

/** A stable id: lower case words joined by hyphens. */
export const identifier = v.pipe(
  v.string(),
  v.regex(/^[a-z][a-z0-9-]{0,62}$/, 'lower case letters, digits and hyphens, starting with a letter'),
  // Names that JavaScript objects have of their own, and the prefix of an author's own keys.
  v.check((text) => !/^(constructor|prototype|x-.*)$/.test(text), 'another word'),
);

/** No control characters but line breaks, no half characters. */
const PLAIN = /^[^\u0000-\u0009\u000b-\u001f\u007f\p{Cs}]*$/u;

/** Text for people: not empty, no control characters but line breaks. */
export const words = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1),
  v.maxLength(4000),
  v.regex(PLAIN, 'text without control characters'),
  v.regex(VISIBLE, 'text that can be seen'),
);

/** Text that may be empty, such as what somebody writes beside a choice. */
export const plainText = v.pipe(v.string(), v.trim(), v.regex(PLAIN, 'text without control characters'));

/** Largest number of a version: what the integer column of every database holds. */
export const LARGEST_VERSION = 2 ** 31 - 1;

/** The name of a policy version: a date or a version number. */
export const versionName = v.pipe(v.string(), v.regex(/^[0-9A-Za-z.-]{1,40}$/, 'a date or version number'));

/** An address that a browser opens as a page. */
export const webAddress = v.pipe(
  v.string(),
  v.url(),
  v.regex(/^https?:/, 'an address that starts with http: or https:'),
);

/** What looks like a tag and is none makes every date and number of its page fail. */
function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

/** A BCP 47 language tag such as `en` or `de-AT`. */
export const languageTag = v.pipe(
  v.string(),
  v.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'a language tag such as en'),
  v.check(isLocale, 'a language tag such as de-AT'),
);

/** As long as what it translates; a blank one is reported as missing. */
const translated = v.pipe(v.string(), v.maxLength(4000), v.regex(PLAIN, 'text without control characters'));

/** Translations keyed by language, then by path; `of` is a fingerprint of the source text. */
export const translations = v.optional(
  v.record(
    languageTag,
    v.record(
      v.string(),
      v.union([translated, v.strictObject({ text: translated, of: v.optional(v.string()) })]),
    ),
  ),
);

/** A calendar day that exists, `2026-11-22`. */
export const day = v.pipe(
  v.string(),
  v.isoDate('a day such as 2026-11-22'),
  v.check(isRealDay, 'a day that exists'),
);

/** A moment in UTC with milliseconds, `2026-11-22T10:00:00.000Z`. */
export const moment = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/, 'a UTC time with ms'),
);

/** A UUID of any version, lower case. */
export const uuid = v.pipe(
  v.string(),
  v.regex(
    /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    'a UUID in lower case',
  ),
);

/** SHA-256 of UTF-8 bytes, base64url without padding, with its algorithm in front. */
export const hash = v.pipe(
  v.string(),
  v.regex(/^sha256-[A-Za-z0-9_-]{43}$/, 'sha256- and 43 base64url characters'),
);
