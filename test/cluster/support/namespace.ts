import { inject } from 'vitest';

let made = 0;

/** A name for a namespace that no other test has. */
export function newNamespace(): string {
  return `${inject('namespacePrefix')}${process.pid}-${made++}`;
}
