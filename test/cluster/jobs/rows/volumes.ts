import type { Row, Step } from '../row.ts';

/** A job that leaves a file at a path of the node, and one that finds it there and takes it away. */
function throughVolume(path: string): Pick<Step, 'job' | 'next'> {
  return {
    job: { script: [`echo "left by $CI_JOB_ID" > ${path}/gitlab-runner-test-$CI_JOB_ID`] },
    next: ({ id }) => {
      const file = `${path}/gitlab-runner-test-${id}`;
      return { job: { script: [`cat ${file}`, `rm ${file}`] }, trace: [`left by ${id}`] };
    },
  };
}

/** Volumes of every kind that needs no server and no driver. */
export const volumeRows: readonly Row[] = [
  {
    name: 'a job has an empty directory in memory',
    runner: {
      runner: {
        kubernetes: {
          volumes: {
            empty_dir: [{ name: 'scratch', mount_path: '/scratch', medium: 'Memory', size_limit: '16Mi' }],
          },
        },
      },
    },
    job: { script: ['grep " /scratch " /proc/mounts', 'touch /scratch/file'] },
    trace: [/tmpfs \/scratch tmpfs/],
  },
  {
    name: 'jobs share a directory of the node',
    runner: {
      runner: {
        kubernetes: { volumes: { host_path: [{ name: 'node', mount_path: '/node', host_path: '/tmp' }] } },
      },
    },
    ...throughVolume('/node'),
  },
  {
    name: 'jobs share a PersistentVolumeClaim',
    runner: {
      objects: (namespace) => [
        {
          apiVersion: 'v1',
          kind: 'PersistentVolume',
          metadata: { name: namespace },
          spec: {
            capacity: { storage: '1Mi' },
            accessModes: ['ReadWriteOnce'],
            persistentVolumeReclaimPolicy: 'Retain',
            storageClassName: '',
            claimRef: { namespace, name: 'shared' },
            hostPath: { path: '/tmp' },
          },
        },
        {
          apiVersion: 'v1',
          kind: 'PersistentVolumeClaim',
          metadata: { name: 'shared', namespace },
          spec: {
            accessModes: ['ReadWriteOnce'],
            storageClassName: '',
            volumeName: namespace,
            resources: { requests: { storage: '1Mi' } },
          },
        },
      ],
      runner: { kubernetes: { volumes: { pvc: [{ name: 'shared', mount_path: '/shared' }] } } },
    },
    ...throughVolume('/shared'),
  },
  {
    name: 'a job reads a key of a ConfigMap',
    runner: {
      objects: (namespace) => [
        {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: 'settings', namespace },
          data: { color: 'green', size: 'large' },
        },
      ],
      runner: {
        kubernetes: {
          volumes: {
            config_map: [{ name: 'settings', mount_path: '/settings', items: { color: 'colors/first' } }],
          },
        },
      },
    },
    job: { script: ['cat /settings/colors/first', 'test ! -e /settings/size'] },
    trace: ['green'],
  },
  {
    name: 'a job reads one file of a Secret, and cannot write to it',
    runner: {
      objects: (namespace) => [
        {
          apiVersion: 'v1',
          kind: 'Secret',
          metadata: { name: 'login', namespace },
          stringData: { user: 'somebody' },
        },
      ],
      runner: {
        kubernetes: {
          volumes: {
            secret: [{ name: 'login', mount_path: '/login/user', sub_path: 'user', read_only: true }],
          },
        },
      },
    },
    job: { script: ['cat /login/user', '! touch /login/user'] },
    trace: ['somebody', 'Read-only file system'],
  },
];
