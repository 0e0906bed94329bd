/** Where a webhook may lead: to https, and into no private network unless whoever set it up said so. */
import { lookup as resolve } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { BlockList, isIP } from 'node:net';

const PRIVATE = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  PRIVATE.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of [
  ['::', 128],
  ['::1', 128],
  ['64:ff9b::', 96],
  ['2001:db8::', 32],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  PRIVATE.addSubnet(network, prefix, 'ipv6');

/** IANA's special-purpose registries: no address of a service that anybody may call. */
export function isPrivateAddress(address: string): boolean {
  const family = isIP(address);
  return family === 0 || PRIVATE.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** Undefined for an address that will do; otherwise what was expected. */
export function flawOfDestination(text: string): string | undefined {
  if (!URL.canParse(text)) return 'a web address';
  const { protocol, hostname, username, password, hash } = new URL(text);
  if (username !== '' || password !== '' || hash !== '')
    return 'an address without a name, password or fragment';
  const isHere = LOOPBACK.includes(hostname);
  return protocol === 'https:' || (protocol === 'http:' && isHere) ? undefined : 'https://…';
}

/** Whether what stands in an address, before any name is looked up, leads into a private network. */
export function isPrivateHost({ hostname }: URL): boolean {
  const bare = hostname.replace(/^\[|\]$/g, '');
  return isIP(bare) !== 0 && isPrivateAddress(bare);
}

export class PrivateAddressError extends Error {
  constructor(hostname: string) {
    super(`Expected an address outside private networks for ${hostname}`);
    this.name = 'PrivateAddressError';
  }
}

/**
 * The lookup of the connection itself: between a check of our own and the connection a name could come to mean
 * something else.
 */
export const publicLookup: LookupFunction = (hostname, options, done) => {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    if (error !== null) {
      done(error, '', 0);
      return;
    }
    const [first] = addresses;
    if (first === undefined || addresses.some(({ address }) => isPrivateAddress(address))) {
      done(new PrivateAddressError(hostname), '', 0);
      return;
    }
    if (options.all === true) done(null, addresses);
    else done(null, first.address, first.family);
  });
};
