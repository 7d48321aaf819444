import { lowerFirst } from '../util/letterCases.ts';
import { awsSdkOfJvm } from './awsSdkJvm.ts';

/** AWS SDK for Kotlin: `client.converse { modelId = id }`, `client.converse(ConverseRequest { modelId = id })`. */
export const awsSdkKotlin = awsSdkOfJvm({
  id: 'aws-sdk-kotlin',
  languages: ['kotlin'],
  sdk: 'aws.sdk.kotlin',
  runtime: 'aws.sdk.kotlin.services.bedrockruntime',
  unionField(path) {
    const field = /^(?:\w*Block|Tool|ToolInputSchema|\w+Source)\.([A-Z]\w*)$/.exec(path)?.[1];
    return field === undefined ? undefined : lowerFirst(field);
  },
});
