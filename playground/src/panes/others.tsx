/** What is loaded when the first of its tabs is opened. */
export { Changes } from './changes.tsx';
export { ConfigToml } from './config-toml.tsx';
export { ImportReport } from './import-report.tsx';
export { Permissions } from './permissions.tsx';
export { Picture } from './picture.tsx';
