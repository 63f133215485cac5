declare module 'virtual:examples' {
  import type { Example } from '../build/examples.ts';

  const examples: readonly Example[];
  export default examples;
}
