/** Requests of flows. Source: AWS API reference, Agents for Amazon Bedrock and Agents for Amazon Bedrock Runtime. */
import { unionOf, unknown } from '../domain/resolved.ts';
import type { Resolved } from '../domain/resolved.ts';
import type { ObjectValue } from '../domain/value.ts';
import { joinContent, readQuestion } from './content.ts';
import { requestReading } from './draft.ts';
import type { RequestReading } from './draft.ts';
import { asObject, isField, itemsOf, objectAt, readField, readPath } from './fields.ts';
import { readVariant } from './managedPrompts.ts';

/** `InvokeFlow`: a flow by its id, whose nodes have models and prompts of their own. */
export function readInvokeFlow(request: ObjectValue): RequestReading {
  const inputs = itemsOf(readField(request, 'inputs')).map((input) =>
    readQuestion(readPath(asObject(input), ['content', 'document'])),
  );
  return requestReading({
    model: unknown('the nodes of the flow bring their models, and it is named here by its id only'),
    takesMaxTokens: false,
    content: { ...joinContent(...inputs), hasUnseenInput: true },
  });
}

/** `CreateFlow`: the prompts that stand in its nodes; those that a node names by their ARN are not seen. */
export function readCreateFlow(request: ObjectValue): RequestReading {
  const nodes = readPath(request, ['definition', 'nodes']);
  const configurations = itemsOf(nodes).map((node) => objectAt(asObject(node), ['configuration']));
  const inline = configurations.flatMap((configuration) => {
    const prompt = readPath(configuration, ['prompt', 'sourceConfiguration', 'inline']);
    return isField(prompt) ? [readVariant(asObject(prompt.value))] : [];
  });
  return requestReading({
    model: modelOf(inline.map(({ model }) => model)),
    takesMaxTokens: false,
    content: joinContent(...inline.map(({ content }) => content)),
    unpricedBecause: 'a flow costs nothing to create; each run of its nodes is paid for',
  });
}

function modelOf(models: readonly Resolved<string>[]): Resolved<string> {
  const [first, ...others] = models.filter(({ state }) => state === 'known');
  if (first === undefined) return models.find(({ state }) => state === 'unknown') ?? unknown(IN_NODES);
  return unionOf(first, others);
}

const IN_NODES = 'the nodes of the flow bring their models, and none stands in one';
