import type { BuilderStyle } from '../../domain/language.ts';

const FACTORY = /^(.*#[\w.]*\w)\.builder$/;
/** A client of AWS gives a builder for each of its operations, which is sent where others are built. */
const OPERATION = /^(aws_sdk_\w+#(?:\w+\.)*Client)(?:\.\w+)?\(\)\.([a-z]\w*)$/;

/** Agents of rig are begun by a client, or made of a model. */
const AGENT = /^(rig\w*(?:\.\w+)*#(?:\w+\.)*Client)(?:\.\w+)?\(\)\.(agent|extractor)$/;
const MADE = /^(rig\w*(?:\.\w+)*#(?:\w+\.)*AgentBuilder)\.new$/;

/** `X::builder().field(value).build()`, `client.operation().field(value).send()`. */
export const builders: BuilderStyle = {
  builds(symbol) {
    const [, client, operation] = OPERATION.exec(symbol) ?? [];
    if (client !== undefined && operation !== undefined) {
      return NO_OPERATIONS.has(operation) ? undefined : `${client}.${operation}`;
    }
    const [, maker, agent] = AGENT.exec(symbol) ?? [];
    if (maker !== undefined && agent !== undefined) return `${maker}.${agent}`;
    return FACTORY.exec(symbol)?.[1] ?? MADE.exec(symbol)?.[1];
  },
  ends: (method) => method === 'build' || method === 'send',
  merges: () => false,
  isRepeatable: true,
};

const NO_OPERATIONS: ReadonlySet<string> = new Set(['config', 'clone']);
