/** The token of the mailed link: it travels in the fragment, which no server and no log sees (H-18). */
const MARK = '#sx-sign-in=';

/** Takes the token out of the address bar, so that it is neither bookmarked nor shared. */
export function takeToken(): string | undefined {
  if (!location.hash.startsWith(MARK)) return undefined;
  const token = decodeURIComponent(location.hash.slice(MARK.length));
  history.replaceState(history.state, '', location.pathname + location.search);
  return token === '' ? undefined : token;
}
