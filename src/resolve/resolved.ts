import type { Manager } from './manager/manager.ts';
import type { ManagerFacts } from './manager-facts.ts';

/** What a document comes to: every fact that builders of objects and rules read, worked out once. */
export interface Resolved extends ManagerFacts {
  readonly manager: Manager;
}
