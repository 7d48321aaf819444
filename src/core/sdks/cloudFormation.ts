import { ABSENT } from '../domain/resolved.ts';
import type { Sdk } from '../domain/sdk.ts';
import { callDraft } from '../requests/draft.ts';
import { asObject } from '../requests/fields.ts';
import { readResource, RESOURCE_KINDS } from '../requests/infrastructure.ts';

const PREFIX = 'AWS::Bedrock::';

/** Resources of CloudFormation templates, also in SAM and the Serverless Framework. */
export const cloudFormation: Sdk = {
  id: 'cloudformation',
  languages: ['yaml', 'json'],
  marks: [PREFIX],
  packages: [],
  match({ callee, ...call }, context) {
    if (callee.kind !== 'name' || !callee.name.startsWith(PREFIX)) return undefined;
    const kind = RESOURCE_KINDS.get(callee.name.slice(PREFIX.length));
    const reading = kind && readResource(kind, asObject(context.evaluateArguments({ callee, ...call })));
    return (
      reading &&
      callDraft(reading, { sdk: 'cloudformation', operation: callee.name, isStreaming: false, region: ABSENT })
    );
  },
};
