/** Configuration of the Serverless Framework: its own variables, and the CloudFormation resources in it. */
import type { Expression, Statement } from '../../domain/program.ts';
import type { TextRange } from '../../util/text.ts';
import { yamlAt } from '../../util/yamlTree.ts';
import type { YamlNode } from '../../util/yamlTree.ts';
import { assign, libraryCall, literal, memberExpression, nameExpression, unknown } from '../nodes.ts';
import { intrinsic } from './intrinsics.ts';
import { plainValue } from './data.ts';
import type { Lowering } from './lowering.ts';
import { lowerTemplate } from './template.ts';
import { withHoles } from './templateText.ts';

/** The document is `self`; what it adds to the stack's template is read like a template. */
export function lowerServerless(root: YamlNode, lowering: Lowering): readonly Statement[] {
  const resources = yamlAt(root, 'resources');
  const templates = resources?.kind === 'list' ? resources.items : resources ? [resources] : [];
  const self = lowering.value(root);
  return [
    assign(nameExpression('self', { start: root.range.start, end: root.range.start }), self, self.range),
    ...templates.flatMap((template) => lowerTemplate(template, lowering)),
  ];
}

export function serverlessValue(node: YamlNode, lowering: Lowering): Expression {
  const made = intrinsic(node, lowering);
  if (made) return made;
  if (node.kind !== 'scalar' || typeof node.value !== 'string' || !node.value.includes('${'))
    return plainValue(node, lowering);
  return filled(node.value, node.range, 0);
}

/** Innermost first: `${self:custom.models.${opt:stage, 'dev'}}`. */
function filled(text: string, range: TextRange, depth: number): Expression {
  if (depth > MAXIMUM_NESTING) return unknown(range);
  const holes = outermost(text);
  if (holes.length === 0) return literal(text, range);
  const marked = holes.map(({ start, end }) => text.slice(start, end));
  const pattern = new RegExp(marked.map((hole) => hole.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|'), 'g');
  return withHoles(text, range, pattern, ([whole = '']) => variable(whole.slice(2, -1), range, depth + 1));
}

const MAXIMUM_NESTING = 8;

function outermost(text: string): readonly TextRange[] {
  const found: TextRange[] = [];
  let depth = 0;
  let start = 0;
  for (let index = 0; index < text.length; index++) {
    if (text.startsWith('${', index)) {
      if (depth++ === 0) start = index;
      index++;
    } else if (text[index] === '}' && depth > 0 && --depth === 0) found.push({ start, end: index + 1 });
  }
  return found;
}

/** One variable, with what counts where it has no value behind commas. */
function variable(written: string, range: TextRange, depth: number): Expression | undefined {
  // `${AWS::Region}` and `${Name}` are CloudFormation's.
  if (
    /^[\w:]+$/.test(written) &&
    !/^(?:self|opt|env|param|sls|file|ssm|cf|s3|aws|git|terraform|vault|strToBool)[:(]/.test(written)
  )
    return nameExpression(written, range);
  const choices = splitOutside(written, ',').map((choice) => source(choice.trim(), range, depth));
  const [last, ...before] = choices.reverse();
  return before.reduce<Expression | undefined>(
    (second, first) => (second ? { kind: 'fallback', range, first, second } : first),
    last,
  );
}

/** At the separators that stand within no braces. */
function splitOutside(text: string, separator: string): readonly string[] {
  const pieces: string[] = [];
  let depth = 0;
  let start = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (character === '{' || character === '(') depth++;
    else if (character === '}' || character === ')') depth--;
    else if (character === separator && depth === 0) {
      pieces.push(text.slice(start, index));
      start = index + 1;
    }
  }
  return [...pieces, text.slice(start)];
}

function source(written: string, range: TextRange, depth: number): Expression {
  const quoted = /^(['"])([\s\S]*)\1$/.exec(written);
  if (quoted) return filled(quoted[2] ?? '', range, depth);
  if (/^-?\d+(?:\.\d+)?$/.test(written)) return literal(Number(written), range);
  if (written.startsWith('${')) return filled(written, range, depth);
  const own = /^self:([\s\S]*)$/.exec(written);
  if (own) return path(nameExpression('self', range), own[1] ?? '', range, depth);
  const environment = /^env:(\w+)$/.exec(written);
  if (environment) return libraryCall('env', [literal(environment[1] ?? '', range)], range);
  return unknown(range);
}

/** `custom.models.${…}.id`: each step a member, or what a variable says. */
function path(root: Expression, written: string, range: TextRange, depth: number): Expression {
  const steps = splitOutside(written, '.').filter((step) => step !== '');
  return steps.reduce<Expression>((object, step) => {
    if (!step.includes('${')) return memberExpression(object, step, range, range);
    return { kind: 'index', range, object, index: filled(step, range, depth) };
  }, root);
}
