export interface Model extends Named, Versioned<string> {
  readonly id: string;
  count: number;
  kind: 'chat' | 'text';
  complete(system: string, options?: Options): Promise<string>;
  new (name: string): Model;
  [key: string]: unknown;
}
type Options = { maxTokens: number; client: Client };
export type Id = string | number;
const Both = make();
interface Both {
  count: number;
}
export abstract class Base implements Model, Named {
  protected abstract handle(options: Options): Promise<string>;
}
