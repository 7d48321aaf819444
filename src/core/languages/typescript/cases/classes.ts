@Injectable({ scope: 'request' })
export class Service extends mixin(Base)<Options> implements Contract {
  static readonly MODEL = 'anthropic.model';
  private client?: BedrockRuntimeClient;
  private plain: string;
  @Inject(TOKEN) injected;
  #limit = 4_096;
  model: string = Service.MODEL;
  handler = async (event: Event) => this.ask(event);
  static helper = function () {};
  declare ghost: string;

  constructor(
    private readonly runtime: BedrockRuntimeClient,
    public config: Config = defaults(),
    @Inject(OTHER) plainParameter: string,
  ) {
    super(runtime);
    this.client = new BedrockRuntimeClient({});
  }

  @Get('/ask')
  @Log()
  async ask({ prompt }: Request) {
    return this.client.send(prompt, this.#limit);
  }

  static create() {
    return new Service(client());
  }

  get current() {
    return process.env.MODEL ?? this.model;
  }

  get lazy() {
    this.made ??= make();
    return this.made;
  }

  set current(value) {
    remember(value);
  }

  static {
    register();
  }

  'quoted name'() {}
  [computed]() {
    inComputed();
  }
  abstract missing(): void;
  overloaded(a: string): void;
}
abstract class Plain {
  abstract model: string;
}
enum Model {
  Haiku = 'anthropic.haiku',
  'Sonnet 4' = 'anthropic.sonnet',
  Counted = 5,
  Next,
}
const enum Flags { None, Some }
namespace Outer.Inner {
  const hidden = 1;
  export function visible() {
    return hidden;
  }
}
declare module 'ambient' {
  const ignored: string;
}
declare global {
  interface Window {}
}
const MODELS = { haiku: 'anthropic.haiku' } as const;
