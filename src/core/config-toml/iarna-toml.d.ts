/** The writer alone: the package's entry also loads its parser, which needs Node's streams. */
declare module '@iarna/toml/stringify.js' {
  export default function stringify(table: object): string;
}
