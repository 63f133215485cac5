import type { Row } from './row.ts';
import { connectionRows } from './rows/connection.ts';
import { fileRows } from './rows/files.ts';
import { imageRows } from './rows/images.ts';
import { managerRows } from './rows/managers.ts';
import { namespaceRows } from './rows/namespaces.ts';
import { overwriteRows } from './rows/overwrites.ts';
import { podRows } from './rows/pods.ts';
import { scriptRows } from './rows/scripts.ts';
import { volumeRows } from './rows/volumes.ts';

/** Real jobs, each for a promise. */
export const rows: readonly Row[] = [
  ...scriptRows,
  ...imageRows,
  ...fileRows,
  ...namespaceRows,
  ...overwriteRows,
  ...podRows,
  ...volumeRows,
  ...connectionRows,
  ...managerRows,
];
