import type { Expression } from '../../domain/program.ts';
import type { YamlNode } from '../../util/yamlTree.ts';

/** How the nodes of one form of document become expressions; the depth is bounded by the reader of YAML. */
export interface Lowering {
  readonly text: string;
  /** What stands at a node of the document. */
  value(node: YamlNode): Expression;
}
