import type { Sdk } from '../domain/sdk.ts';
import { agno, phidata } from './agno.ts';
import { aiSdk, aiSdkAgents } from './aiSdk.ts';
import { anthropicBedrock } from './anthropicBedrock.ts';
import { anthropicGo } from './anthropicGo.ts';
import { einoGo } from './einoGo.ts';
import { genkitGo } from './genkitGo.ts';
import { genkitJs } from './genkitJs.ts';
import { koog } from './koog.ts';
import { langChainGo } from './langChainGo.ts';
import { openAiGo } from './openAiGo.ts';
import { anthropicDotNet } from './anthropicDotNet.ts';
import { appSync } from './appSync.ts';
import { awsCli } from './awsCli.ts';
import { awsSdkDotNet } from './awsSdkDotNet.ts';
import { claudia } from './claudia.ts';
import { microsoftExtensionsAi } from './microsoftExtensionsAi.ts';
import { semanticKernel } from './semanticKernel.ts';
import { awsSdkGo } from './awsSdkGo.ts';
import { awsSdkJava } from './awsSdkJava.ts';
import { awsSdkKotlin } from './awsSdkKotlin.ts';
import { awsSdkJs } from './awsSdkJs.ts';
import { awsSdkSwift, soto } from './awsSdkSwift.ts';
import { swiftBedrockLibrary } from './swiftBedrockLibrary.ts';
import { awsSdkRust } from './awsSdkRust.ts';
import { awsSdkPhp } from './awsSdkPhp.ts';
import { awsSdkPython } from './awsSdkPython.ts';
import { awsSdkRuby } from './awsSdkRuby.ts';
import { boto3 } from './boto3.ts';
import { cdk } from './cdk.ts';
import { cloudFormation } from './cloudFormation.ts';
import { crewAi, crewAiAgents } from './crewAi.ts';
import { curl } from './curl.ts';
import { dspy } from './dspy.ts';
import { haystack } from './haystack.ts';
import { http } from './http.ts';
import { httpBuilders } from './httpBuilders.ts';
import { instructor } from './instructor.ts';
import { langChain, langChainJs } from './langChain.ts';
import { langChain4j, langChain4jInjected } from './langChain4j.ts';
import { langchainrb } from './langchainrb.ts';
import { openAiOnBedrock } from './openAiOnBedrock.ts';
import { springAi, springAiModels } from './springAi.ts';
import { liteLlm } from './litellm.ts';
import { liteLlmProxy } from './liteLlmProxy.ts';
import { llamaIndex, llamaIndexJs } from './llamaIndex.ts';
import { mastra } from './mastra.ts';
import { mirascope } from './mirascope.ts';
import { piAi } from './piAi.ts';
import { prism } from './prism.ts';
import { pulumi } from './pulumi.ts';
import { pydanticAi } from './pydanticAi.ts';
import { rubyLlm } from './rubyLlm.ts';
import { rig } from './rig.ts';
import { smolagents } from './smolagents.ts';
import { strands } from './strands.ts';
import { stepFunctions } from './stepFunctions.ts';
import { strandsJs } from './strandsJs.ts';
import { symfonyAi } from './symfonyAi.ts';
import { terraform } from './terraform.ts';

/** Every client library that is understood. A new one is a file of its own and a line here. */
export const sdks: readonly Sdk[] = [
  awsSdkPython,
  boto3,
  awsSdkJs,
  anthropicBedrock,
  langChain,
  langChainJs,
  openAiOnBedrock,
  aiSdk,
  aiSdkAgents,
  mastra,
  strandsJs,
  piAi,
  genkitJs,
  liteLlm,
  liteLlmProxy,
  llamaIndex,
  llamaIndexJs,
  pydanticAi,
  crewAi,
  crewAiAgents,
  dspy,
  haystack,
  smolagents,
  agno,
  phidata,
  instructor,
  mirascope,
  strands,
  awsSdkDotNet,
  microsoftExtensionsAi,
  semanticKernel,
  anthropicDotNet,
  claudia,
  awsSdkGo,
  anthropicGo,
  openAiGo,
  genkitGo,
  langChainGo,
  einoGo,
  awsSdkJava,
  awsSdkKotlin,
  koog,
  awsSdkPhp,
  awsSdkRuby,
  awsSdkRust,
  rig,
  awsSdkSwift,
  soto,
  swiftBedrockLibrary,
  springAi,
  springAiModels,
  langChain4j,
  langChain4jInjected,
  langchainrb,
  rubyLlm,
  prism,
  symfonyAi,
  http,
  httpBuilders,
  appSync,
  awsCli,
  curl,
  cdk,
  pulumi,
  cloudFormation,
  terraform,
  stepFunctions,
];
