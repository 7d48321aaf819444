import type { DeploymentReader } from '../domain/deployment.ts';
import { awsCdk } from './awsCdk.ts';
import { dockerCompose } from './dockerCompose.ts';
import { helm, kubernetes } from './kubernetes.ts';
import { githubWorkflows, hostedApps } from './workflows.ts';

/** Every tool whose files say what the environment variables of programs hold. */
export const deploymentReaders: readonly DeploymentReader[] = [
  awsCdk,
  dockerCompose,
  kubernetes,
  helm,
  githubWorkflows,
  hostedApps,
];
