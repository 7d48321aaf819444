function plain(a, b = 2, c: Bedrock.Client, d?: string, ...rest: unknown[]) {}
function withThis(this: Window, a: Promise<Client>, b: A | null, c: Map<string, A>, d: A[], e: () => A) {}
async function destructured({ model, maxTokens: limit = 512, nested: { deep = f() }, ...others }: Options = {}) {}
function typed({ client, count }: { client: Client; count: number }, [first, second = 2]: Pair) {}
const arrow = async ({ a }) => ({ a });
const single = x => x * 2;
const generator = function* () {
  const answer = yield ask();
  return;
};
const named = function inner() {
  return inner;
};
service.handler = async (event) => {};
items.map(async (item) => {
  await client.send(new ConverseCommand({ modelId: item.model }));
});
for (const x of items.filter((item) => keep(item)).flatMap((item) => [item])) use(x);
items.forEach(function (item) {
  use(item);
});
function overloaded(a: string): string;
function overloaded(a: number): number;
function overloaded(a: any) {
  return a;
}
