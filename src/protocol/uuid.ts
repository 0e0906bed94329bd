/** A random UUID (version 4), which says nothing about when it was made. */
export function uuidv4(randomBytes: (count: number) => Uint8Array): string {
  const bytes = Uint8Array.from(randomBytes(16));
  bytes[6] = 0x40 | ((bytes[6] ?? 0) & 0x0f);
  return written(bytes);
}

/** UUIDv7 (RFC 9562): sorts by time of creation; randomness and clock are passed in. */
export function uuidv7(now: number, randomBytes: (count: number) => Uint8Array): string {
  const bytes = new Uint8Array(16);
  bytes.set(randomBytes(10), 6);
  for (let index = 0; index < 6; index += 1) {
    bytes[index] = Math.floor(now / 2 ** (8 * (5 - index))) % 256;
  }
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  return written(bytes);
}

/** What the clock said that made a UUIDv7, ms since the epoch; undefined for ids that tell no time. */
export function uuidTime(id: string): number | undefined {
  const isTimed = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id);
  return isTimed ? Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16) : undefined;
}

function written(bytes: Uint8Array): string {
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
