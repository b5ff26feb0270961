/** The part behind `?` inside the fragment: what the query is to an address whose path is the fragment. */
export function addressQuery(url: URL): URLSearchParams {
  const start = url.hash.indexOf('?');
  return new URLSearchParams(start < 0 ? '' : url.hash.slice(start + 1));
}
