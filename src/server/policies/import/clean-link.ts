/** Where a link may lead: to a page, a mailbox or a telephone. Everything else leaves its text and a note. */
import type { ImportNotes, Place } from './notes.ts';

const ALLOWED = new Set(['http:', 'https:', 'mailto:', 'tel:']);

export function cleanLink(
  address: string,
  base: string | undefined,
  place: Place,
  notes: ImportNotes,
): string | undefined {
  // What browsers ignore in an address, and what would hide where it leads.
  const visible = address.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '').trim();
  if (visible === '') return undefined;
  const absolute = URL.parse(visible);
  const resolved = absolute ?? (base === undefined ? null : URL.parse(visible, base));
  const refusal = visible.startsWith('#')
    ? 'link-inside'
    : resolved === null
      ? 'relative-link'
      : unsafe(resolved);
  if (refusal !== undefined) notes.add(refusal, place, visible);
  else if (absolute === null && resolved !== null) notes.add('relative-link-resolved', place, resolved.href);
  return refusal === undefined ? resolved?.href : undefined;
}

/** A name before the host makes one site look like another. */
function unsafe({ protocol, username, password }: URL): 'unsafe-link' | undefined {
  return ALLOWED.has(protocol) && username === '' && password === '' ? undefined : 'unsafe-link';
}
