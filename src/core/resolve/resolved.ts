import type { Manager } from './manager/manager.ts';
import type { ManagerFacts } from './manager-facts.ts';

/** Every fact about a document that builders of objects and rules read, computed once. */
export interface Resolved extends ManagerFacts {
  readonly manager: Manager;
}
