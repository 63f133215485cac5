/** An image by its upstream name and tag, unless a variable of the environment names another: `IMAGE_DEBIAN`. */
function image(name: string, upstream: string): string {
  return process.env[`IMAGE_${name}`] ?? upstream;
}

/** The images that tests name themselves. Those of the manager, the helper and the builders come from the documents. */
export const images = {
  /** Has a POSIX shell. */
  alpine: image('ALPINE', 'alpine:3'),
  /** Has bash, Perl and coreutils. */
  debian: image('DEBIAN', 'debian:13'),
  /** An S3 server. */
  s3: image('S3', 'versity/versitygw:v1.8.0'),
  /** A registry for images. */
  registry: image('REGISTRY', 'registry:3'),
} as const;
