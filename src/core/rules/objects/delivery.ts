import { onDocument } from '../rule.ts';

/** A name with a hash under Flux, which deletes the object of the old name before the new managers are ready. */
export const prunedConfig = onDocument(({ spec: { delivery, configUpdate }, at, find }) => {
  if (delivery?.controller !== 'Flux' || configUpdate !== 'rollout') return;
  find(
    'CONFIG_PRUNED_EARLY',
    at('spec', 'configUpdate'),
    'Flux deletes the old config.toml as soon as the new one is applied, and managers that drain still mount it: if the rollout fails and an old pod has to start again, it cannot.',
    'Write `reload`: the name stays, and managers read the file in place. If your Kustomization does not prune, accept this warning.',
  );
});
