/** What of a heading tells a section from others. */

/** Numbers of chapters change when one is added; the section stays. */
const NUMBER = /^\s*(?:§\s*)?(?:\d+(?:\.\d+)+\.?|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)])\s+(?=\S)/i;

export function withoutNumber(heading: string): string {
  return heading.replace(NUMBER, '');
}

/** The same for headings that differ in number, case or marks alone; undefined where no letter is left. */
export function headingKey(heading: string): string | undefined {
  const words = withoutNumber(heading)
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}]+/gu);
  return words?.join(' ');
}
