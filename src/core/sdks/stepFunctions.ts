import { ABSENT } from '../domain/resolved.ts';
import type { Sdk } from '../domain/sdk.ts';
import { callDraft } from '../requests/draft.ts';
import { asObject } from '../requests/fields.ts';
import { stateOperation, stateRequest } from '../requests/stateMachines.ts';

/** Tasks of state machines in the Amazon States Language. */
export const stepFunctions: Sdk = {
  id: 'step-functions',
  languages: ['yaml', 'json', 'terraform'],
  marks: [':bedrock:', ':bedrockruntime:', ':bedrockagent:', ':bedrockagentruntime:'],
  packages: [],
  match(call, context) {
    const operation = call.callee.kind === 'name' ? stateOperation(call.callee.name) : undefined;
    if (operation === undefined) return undefined;
    const { name, isStreaming } = operation;
    const reading = operation.read(stateRequest(asObject(context.evaluateArguments(call))));
    return callDraft(reading, { sdk: 'step-functions', operation: name, isStreaming, region: ABSENT });
  },
};
