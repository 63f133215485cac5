/** Returns what the API calls the objects of a kind, in the plural, as in `cannot list resource "networkpolicies"`. */
export function resourceOf(kind: string): string {
  const name = kind.toLowerCase();
  if (/(?:s|x|ch|sh)$/.test(name)) return `${name}es`;
  return /[^aeiou]y$/.test(name) ? `${name.slice(0, -1)}ies` : `${name}s`;
}
