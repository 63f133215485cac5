import { ApiObject, App, Chart } from 'cdk8s';

/** Returns the objects as YAML, written with cdk8s. */
export function write(objects) {
  const chart = new Chart(new App(), 'gitlab-runner', { disableResourceNameHashes: true });
  for (const object of objects) new ApiObject(chart, `${object.kind}-${object.metadata.name}`, object);
  return App.of(chart).synthYaml();
}
