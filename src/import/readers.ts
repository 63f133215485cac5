import { readChart } from './chart/reader.ts';
import { readConfigToml } from './config-toml/reader.ts';
import { readManifests } from './manifests/reader.ts';
import { readOperators } from './operators/reader.ts';
import type { Reader } from './reader.ts';

/** What looks at the inputs, in this order: what knows most of them first. */
export const readers: readonly Reader[] = [readOperators, readChart, readManifests, readConfigToml];
