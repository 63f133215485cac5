import { isMapping } from '../../data/is-mapping.ts';
import { liveConfig } from '../config-toml/live.ts';
import type { Part } from '../config-toml/registration.ts';
import type { Surroundings } from '../config-toml/surroundings.ts';
import { renderedFrom } from '../document/rendered.ts';
import type { Draft, Remark, Running, Setting } from '../draft.ts';
import type { ImportOptions } from '../options.ts';
import type { Located } from '../read/located.ts';
import { readToml } from '../read/toml.ts';
import { isOurs } from './as-written.ts';
import { type Belongings, belongingsOf } from './belongings.ts';
import {
  AMOUNTS,
  accountSettings,
  amountSetting,
  autoscalerSettings,
  disruptionBudgetSettings,
  type IsLeftOut,
  ingressSettings,
  isIdentity,
  metadataSettings,
  monitorSettings,
  namespaceSettings,
  serviceSettings,
} from './blocks.ts';
import { chartPart, isChart } from './chart-objects.ts';
import { type ConfigSource, configSourceOf } from './config-source.ts';
import { keyAt } from './files.ts';
import { foreignPod } from './foreign-pod.ts';
import { readImage } from './image.ts';
import { filesOf } from './keys-of-secrets.ts';
import type { Manager } from './managers.ts';
import { at, type Found, nameOf, type Objects, texts } from './objects.ts';
import { ourPod, ourBlocks, ourFlavor, isOurLabel } from './our-objects.ts';
import { grantsTo, permissionSettings } from './permissions.ts';
import { settingAt } from './settings.ts';

/** What a manager among the inputs and the objects around it are in a document. */
export interface ReadManager {
  readonly draft: Draft;
  /** The object that holds its config.toml. */
  readonly config: Found | undefined;
}
