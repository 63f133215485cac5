/** The name of the command line. */
export const PROGRAM = 'gitlab-runner-manifests';
