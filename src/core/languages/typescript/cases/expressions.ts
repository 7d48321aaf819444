const object = {
  shorthand,
  plain: 1,
  'quoted-key': 2,
  3: 'three',
  [computed]: 4,
  [`template`]: 5,
  ...spread,
  ...(flag && { extra: true }),
  ...(flag ? { yes: 1 } : {}),
  method(a) {
    return a;
  },
  async *stream() {
    yield* upstream();
  },
  get model() {
    return this.base.model;
  },
  get complex() {
    prepare();
    return 1;
  },
  set model(value) {
    save(value);
  },
  arrow: async () => await call(),
};
const list = [1, , two, ...rest, [nested]];
use(a?.b?.[c]?.(d)!.e, a!.b, this.x, this.#secret, super.ask());
use(first ?? second, first || second || third, a && b, a ? b : c);
use(x as Type, <Type>x, x satisfies Type, (x as unknown as Type), { a: 1 } as const, await (x), (((x))));
new Client;
new Client();
new bedrock.Client<Options>({ region }, ...more);
call<Type>(x).then(({ output }) => use(output), (error) => fail(error));
client.send(new ConverseCommand({ modelId: 'a' })).catch(() => null);
import.meta.env.MODE;
readFileSync(path.join(__dirname, 'prompt.txt'));
read(import.meta.dirname, import.meta.url, import.meta.filename, new URL('./prompt.txt', import.meta.url));
const Mixed = mix(class extends Base { model = pick(); });
const Named = class Inner { static limit = 1; };
throw new Failure(describe(error));
(function () {
  call();
})();
!(async () => {
  await main();
})();
sequence(), of(), calls();
