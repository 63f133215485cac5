import type { Container } from 'kubernetes-types/core/v1.js';

import {
  FILLED_DIRECTORY,
  type FilledIn,
  filledInFromSecrets,
  VALUES_DIRECTORY,
} from '../cache-credentials.ts';
import type { CheckedDocument } from '../document.ts';
import { securityContext } from './container.ts';
import { imageReference } from './image.ts';
import { CONFIG_DIRECTORY } from './parts.ts';

/**
 * Returns the container beside the manager that fills in config.toml from the Secrets, again whenever the kubelet
 * brings another config.toml or another Secret: the manager reloads in place as it does without it. The manager starts
 * when the file is there. Returns no container where nothing is filled in.
 */
export function fillConfigContainers({ spec }: CheckedDocument): Container[] {
  const filledIn = filledInFromSecrets(spec.cacheCredentials);
  if (filledIn.length === 0) return [];
  return [
    {
      name: 'fill-config',
      image: imageReference(spec.image, spec.version),
      imagePullPolicy: spec.image.pullPolicy,
      restartPolicy: 'Always',
      command: ['/bin/sh', '-c', script(filledIn)],
      startupProbe: {
        exec: { command: ['test', '-f', `${FILLED_DIRECTORY}/config.toml`] },
        periodSeconds: 1,
        failureThreshold: 60,
      },
      resources: { requests: { cpu: '10m', memory: '16Mi' }, limits: { cpu: '100m', memory: '64Mi' } },
      securityContext: securityContext(spec),
      volumeMounts: [
        { name: 'config', mountPath: CONFIG_DIRECTORY, readOnly: true },
        { name: 'config-values', mountPath: VALUES_DIRECTORY, readOnly: true },
        { name: 'filled-config', mountPath: FILLED_DIRECTORY },
      ],
    },
  ];
}

/**
 * Uses only the shell, as some images have neither sed nor awk, and no `${…}`, which Flux would substitute. It replaces
 * a line that is nothing but a key and its variable. When the kubelet brings new content, it changes the link `..data`.
 */
function script(filledIn: readonly FilledIn[]): string {
  const cases = filledIn.map(
    ({ key, variable }) =>
      `      *' ${key} = "$${variable}"') printf '${key} = ' && value ${variable} || return 1 ;;\n`,
  );
  return `umask 077
carriage_return=$(printf '\\r')
value() {
  text=
  while IFS= read -r line || [ -n "$line" ]; do
    [ -z "$text" ] || text="$text\\n"
    text="$text$line"
  done <${VALUES_DIRECTORY}/"$1" || return 1
  case $text in *\\"* | *"$carriage_return"* | *\\\\ | *\\\\[!nu]*)
    echo "$1: the Secret holds a quotation mark, a carriage return, or a backslash that is not part of a line break" >&2
    return 1
  esac
  printf '"%s"\\n' "$text"
}
fill_in() {
  while IFS= read -r row || [ -n "$row" ]; do
    case $row in
${cases.join('')}      *) printf '%s\\n' "$row" ;;
    esac
  done <${CONFIG_DIRECTORY}/config.toml
}
trap 'exit 0' TERM INT
seen=
while :; do
  now="$(readlink ${CONFIG_DIRECTORY}/..data) $(readlink ${VALUES_DIRECTORY}/..data)"
  if [ "$now" != "$seen" ]; then
    fill_in >${FILLED_DIRECTORY}/next && mv ${FILLED_DIRECTORY}/next ${FILLED_DIRECTORY}/config.toml
    seen=$now
  fi
  sleep 5 & wait $!
done
`;
}
