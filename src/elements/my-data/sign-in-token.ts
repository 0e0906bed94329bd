/** The token of the mailed link: it travels in the fragment, which no server and no log sees (H-18). */
const MARK = '#sx-sign-in=';

/** Takes the token out of the address bar, so that it is neither bookmarked nor shared. */
export function takeToken(): string | undefined {
  if (!location.hash.startsWith(MARK)) return undefined;
  const token = location.hash.slice(MARK.length);
  history.replaceState(history.state, '', location.pathname + location.search);
  // Tokens are base64url; anything else was broken on the way and would open nothing.
  return /^[\w-]+$/.test(token) ? token : undefined;
}
