import type { Sdk } from '../domain/sdk.ts';
import { aiSdk, aiSdkAgents } from './aiSdk.ts';
import { anthropicBedrock } from './anthropicBedrock.ts';
import { awsSdkGo } from './awsSdkGo.ts';
import { awsSdkJs } from './awsSdkJs.ts';
import { boto3 } from './boto3.ts';
import { langChain, langChainJs } from './langChain.ts';
import { liteLlm } from './litellm.ts';
import { openAiOnBedrock } from './openAiOnBedrock.ts';
import { strands } from './strands.ts';

/** Every client library that is understood. A new one is a file of its own and a line here. */
export const sdks: readonly Sdk[] = [
  boto3,
  awsSdkJs,
  anthropicBedrock,
  langChain,
  langChainJs,
  openAiOnBedrock,
  aiSdk,
  aiSdkAgents,
  liteLlm,
  strands,
  awsSdkGo,
];
