import { lowerFirst } from '../util/letterCases.ts';
import { awsSdkOfJvm } from './awsSdkJvm.ts';

/** AWS SDK for Java 2.x, with its clients that wait and those that do not; Kotlin programs use it too. */
export const awsSdkJava = awsSdkOfJvm({
  id: 'aws-sdk-java-v2',
  languages: ['java', 'kotlin'],
  sdk: 'software.amazon.awssdk',
  runtime: 'software.amazon.awssdk.services.bedrockruntime',
  unionField(path) {
    const field = /^\w+\.from([A-Z]\w*)$/.exec(path)?.[1];
    return field === undefined ? undefined : lowerFirst(field);
  },
});
