/** Functions that a service runs once per event or request, by how the usual frameworks are told of them. */
import type { CallExpression, Expression, FunctionNode } from '../domain/program.ts';
import type { IndexedCall, ProgramIndex, Scope } from '../resolve/programIndex.ts';

/** Lambda's own names, and those of serverless platforms and file-based routes: Next.js, SvelteKit, Cloudflare. */
const HANDLER_NAME =
  /^(?:lambda_?)?handler$|_handler$|Handler$|^(?:GET|POST|PUT|PATCH|DELETE|on_message|onMessage|onRequest(?:Get|Post)?|main_handler|handleRequest)$/;

/** FastAPI, Flask, Django Ninja, Celery, Chalice, Nest, Spring, Jakarta REST, MCP servers and agents' tools. */
const HANDLER_DECORATOR =
  /^(?:route|get|post|put|patch|delete|websocket|on_event|tool|task|shared_task|endpoint|api_view|lambda_function|on_sqs_message|on_s3_event|Get|Post|Put|Patch|Delete|All|Sse|MessagePattern|EventPattern|SubscribeMessage|Process|Cron|Query|Mutation|entrypoint|(?:Get|Post|Put|Patch|Delete|Request|Message)Mapping|(?:Kafka|Sqs|Rabbit|Jms|Event)Listener|Scheduled|Tool|Incoming|GET|POST|PUT|PATCH|DELETE)$/;

/** Express, Fastify, Hono, Koa's router, Go's `net/http` and its routers; the first argument is the path. */
const ROUTE_METHOD =
  /^(?:get|post|put|patch|delete|all|use|route|GET|POST|PUT|PATCH|DELETE|Get|Post|Put|Patch|Delete|HandleFunc|Handle|openapi)$/;

/** `lambda.Start(handler)`, `serve(handler)`, `consumer.run({ eachMessage })`. */
const START_METHOD =
  /^(?:Start|StartWithOptions|StartHandler|streamifyResponse|onRequest|onCall|onMessagePublished|http)$/;

export function isInHandler({ scope, enclosing }: IndexedCall, index: ProgramIndex): boolean {
  if (enclosing.some((name) => HANDLER_NAME.test(name))) return true;
  for (let current: Scope | undefined = scope; current; current = current.parent) {
    const node = current.function;
    if (node && (node.decorators.some(isHandlerDecorator) || isRegistered(node, index) || takesRequest(node)))
      return true;
  }
  return false;
}

function isHandlerDecorator(decorator: Expression): boolean {
  const called = decorator.kind === 'call' ? decorator.callee : decorator;
  const name = called.kind === 'member' ? called.property : called.kind === 'name' ? called.name : '';
  return HANDLER_DECORATOR.test(name);
}

/** Handed to a route or to a runtime, as it is or by its name. */
function isRegistered(node: FunctionNode, index: ProgramIndex): boolean {
  const owner = index.callbackOwners.get(node);
  if (owner && registers(owner)) return true;
  if (node.name === undefined) return false;
  return (registrations(index).get(node.name) ?? []).length > 0;
}

const registrationsOf = new WeakMap<ProgramIndex, ReadonlyMap<string, readonly CallExpression[]>>();

/** Calls that register something, by the names that they are passed. */
function registrations(index: ProgramIndex): ReadonlyMap<string, readonly CallExpression[]> {
  const known = registrationsOf.get(index);
  if (known) return known;
  const byName = new Map<string, CallExpression[]>();
  for (const { call } of index.calls) {
    if (!registers(call)) continue;
    for (const { value } of call.arguments) {
      const name = value.kind === 'name' ? value.name : value.kind === 'member' ? value.property : undefined;
      if (name !== undefined) byName.set(name, [...(byName.get(name) ?? []), call]);
    }
  }
  registrationsOf.set(index, byName);
  return byName;
}

function registers({ callee, arguments: passed }: CallExpression): boolean {
  if (callee.kind !== 'member') return false;
  if (START_METHOD.test(callee.property)) return true;
  const first = passed[0]?.value;
  const isPath = first?.kind === 'literal' && typeof first.value === 'string' && /^(?:\/|[A-Z]+ \/)/.test(first.value);
  return isPath && ROUTE_METHOD.test(callee.property);
}

/** `(req, res) => …` of Express and Next.js, `(w http.ResponseWriter, r *http.Request)` of Go, `view(request)` of Django. */
function takesRequest({ parameters }: FunctionNode): boolean {
  const names = parameters.filter(({ kind }) => kind === 'plain').map(({ name }) => name);
  const [first, second] = names;
  return /^(?:req|request)$/.test(first ?? '') && /^(?:res|response|reply)$/.test(second ?? '');
}
