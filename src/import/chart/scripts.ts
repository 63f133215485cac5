/** Files of the chart's ConfigMap that it writes itself. They make up its way to start. */
export const SCRIPTS: ReadonlySet<string> = new Set([
  'entrypoint',
  'config.toml',
  'config.template.toml',
  'register-the-runner',
  'check-live',
  'pre-entrypoint-script',
  'configure',
  'set-session-server-address',
  'set-session-server-port',
]);
