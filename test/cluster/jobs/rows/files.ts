import { images } from '../../support/images.ts';
import { startServer } from '../../support/server.ts';
import type { Row } from '../row.ts';

const BUCKET = 'cache';
const KEYS = { id: 'cache-key', secret: 'cache-secret' };
const PORT = 7070;

/** An S3 server, whose buckets are folders. */
const S3_POD = {
  initContainers: [
    {
      name: 'bucket',
      image: images.alpine,
      command: ['mkdir', '-p', `/data/${BUCKET}`],
      volumeMounts: [{ name: 'data', mountPath: '/data' }],
    },
  ],
  containers: [
    {
      name: 's3',
      image: images.s3,
      args: ['--port', `:${PORT}`, 'posix', '/data'],
      env: [
        { name: 'ROOT_ACCESS_KEY', value: KEYS.id },
        { name: 'ROOT_SECRET_KEY', value: KEYS.secret },
      ],
      readinessProbe: { tcpSocket: { port: PORT }, periodSeconds: 1 },
      volumeMounts: [{ name: 'data', mountPath: '/data' }],
    },
  ],
  volumes: [{ name: 'data', emptyDir: {} }],
};

/** What jobs leave for others. */
export const fileRows: readonly Row[] = [
  {
    name: 'a job gets the artifacts of another',
    job: { script: ['echo "made before" > made.txt'], artifacts: ['made.txt'] },
    next: (dependency) => ({
      job: { script: ['cat made.txt'], dependencies: [dependency] },
      trace: ['made before'],
    }),
  },
  {
    name: 'a job finds in the S3 cache what another has put there, with keys from a Secret',
    prepare: async ({ api, onTestFinished }) => {
      const address = await startServer(api, { port: PORT, pod: () => S3_POD }, onTestFinished);
      return {
        runner: {
          objects: (namespace) => [
            { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's3', namespace }, stringData: KEYS },
          ],
          spec: {
            cacheCredentials: {
              s3: {
                accessKeyId: { name: 's3', key: 'id' },
                secretAccessKey: { name: 's3', key: 'secret' },
              },
            },
          },
          runner: {
            cache: {
              Type: 's3',
              s3: {
                ServerAddress: `${address}:${PORT}`,
                BucketName: BUCKET,
                BucketLocation: 'us-east-1',
                Insecure: true,
              },
            },
          },
        },
        job: {
          script: ['mkdir kept', 'echo "kept from before" > kept/file.txt'],
          cache: { key: 'default', paths: ['kept/'] },
        },
        trace: ['Created cache'],
        next: () => ({
          job: { script: ['cat kept/file.txt'], cache: { key: 'default', paths: ['kept/'], policy: 'pull' } },
          trace: ['Successfully extracted cache', 'kept from before'],
        }),
      };
    },
  },
];
