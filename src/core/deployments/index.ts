import type { DeploymentReader } from '../domain/deployment.ts';
import { awsCdk } from './awsCdk.ts';
import { cloudFormation } from './cloudFormation.ts';
import { dockerCompose } from './dockerCompose.ts';
import { amplify, pulumi, sst } from './functionsInCode.ts';
import { helm, kubernetes } from './kubernetes.ts';
import { serverlessFramework } from './serverlessFramework.ts';
import { terraform } from './terraform.ts';
import { githubWorkflows, hostedApps } from './workflows.ts';

/** Every tool whose files say what the environment variables of programs hold. */
export const deploymentReaders: readonly DeploymentReader[] = [
  awsCdk,
  amplify,
  sst,
  pulumi,
  cloudFormation,
  serverlessFramework,
  terraform,
  dockerCompose,
  kubernetes,
  helm,
  githubWorkflows,
  hostedApps,
];
