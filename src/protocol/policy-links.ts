/** Links to the policy inside published words: `[text](policy:privacy)`. One expression finds and renders them. */

/** The text can be seen: a letter or a digit is in it. */
const LINK = /\[([^\][]*(?![\u115f\u1160\u3164\uffa0])[\p{L}\p{N}][^\][]*)\]\(policy:([a-z0-9-]+)\)/u;

/** The policies that a text links to. */
export function policiesIn(words: string): string[] {
  return [...words.matchAll(new RegExp(LINK, 'gu'))].map((match) => match[2] ?? '');
}

/** The text cut at its links: plain, link text, plain, link text, … plain. */
export function cutAtLinks(words: string): string[] {
  return words.split(new RegExp(LINK.source.replace('([a-z0-9-]+)', '[a-z0-9-]+'), 'u'));
}
