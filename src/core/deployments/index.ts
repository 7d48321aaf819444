import type { DeploymentReader } from '../domain/deployment.ts';
import { awsCdk } from './awsCdk.ts';

/** Every tool whose files say what the environment variables of programs hold. */
export const deploymentReaders: readonly DeploymentReader[] = [awsCdk];
