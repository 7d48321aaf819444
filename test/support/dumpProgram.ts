import type {
  Argument,
  Expression,
  FunctionNode,
  ObjectEntry,
  Parameter,
  Program,
  Statement,
  TemplatePart,
} from '../../src/core/domain/program.ts';

/**
 * A program as text that reads like code of no language, one statement a line. `@` is the receiver, `?(…)` is unknown
 * with what stands in it, `T"…"` a template, `a ++ b` a concatenation, `a ?: b` a fallback, `append` an assignment that
 * appends. Texts longer than 60 characters are cut.
 */
export function dumpProgram(program: Program): string {
  const lines = program.body.flatMap((statement) => dumpStatement(statement));
  for (const binding of program.exports ?? []) {
    const local = binding.local === undefined ? '' : ` ${binding.local}`;
    const from = binding.module === undefined ? '' : ` from ${quote(binding.module)}`;
    const value = binding.value ? ` ${dumpExpression(binding.value)}` : '';
    lines.push(`export ${binding.exported} =${local}${value}${from}`);
  }
  lines.push(...program.comments.map((comment) => `comment ${quote(comment.text)}`));
  if (program.syntaxErrors.length > 0) lines.push(`${program.syntaxErrors.length} places could not be read`);
  return lines.map((line) => `${line}\n`).join('');
}

function dumpStatement(statement: Statement): string[] {
  switch (statement.kind) {
    case 'import': {
      const names = statement.bindings.map(({ local, imported }) =>
        local === imported ? local : `${imported} as ${local}`,
      );
      return [`import ${names.join(', ')} from ${quote(statement.module)}`];
    }
    case 'assign': {
      const sign = statement.mode === 'append' ? ' append= ' : ' = ';
      return [dumpExpression(statement.target) + dumpType(statement.type) + sign + dumpExpression(statement.value)];
    }
    case 'expression':
      return [dumpExpression(statement.value)];
    case 'return':
      return [`return${statement.value ? ` ${dumpExpression(statement.value)}` : ''}`];
    case 'if': {
      const otherwise = statement.otherwise.length > 0 ? ['else', ...block(statement.otherwise)] : [];
      return [`if ${dumpExpression(statement.test)}`, ...block(statement.then), ...otherwise];
    }
    case 'loop': {
      const target = statement.target ? ` ${dumpExpression(statement.target)}` : '';
      const iterable = statement.iterable ? ` in ${dumpExpression(statement.iterable)}` : '';
      return [`loop by ${statement.loop}${target}${iterable}`, ...block(statement.body)];
    }
    case 'try': {
      const handlers = statement.handlers.flatMap((handler) => ['handler', ...block(handler)]);
      const finalizer = statement.finalizer.length > 0 ? ['finally', ...block(statement.finalizer)] : [];
      return ['try', ...block(statement.body), ...handlers, ...finalizer];
    }
    case 'function':
      return dumpFunction(statement.function);
    case 'class': {
      const decorators = statement.decorators.map((decorator) => `decorator ${dumpExpression(decorator)}`);
      const bases = statement.bases.map(dumpExpression).join(', ');
      const kind = statement.isInterface ? 'interface' : 'class';
      const implemented = statement.implemented?.map(dumpExpression).join(', ');
      const head = `${kind} ${statement.name}(${bases})${implemented === undefined ? '' : ` implements ${implemented}`}`;
      return [...decorators, head, ...block(statement.body)];
    }
  }
}

function block(statements: readonly Statement[]): string[] {
  return statements.flatMap(dumpStatement).map((line) => `  ${line}`);
}

function dumpFunction(node: FunctionNode): string[] {
  const decorators = node.decorators.map((decorator) => `decorator ${dumpExpression(decorator)}`);
  const outer = node.outerNames ? [`  outer ${node.outerNames.join(', ')}`] : [];
  return [...decorators, `${node.role} ${signature(node)}`, ...outer, ...block(node.body)];
}

function signature(node: FunctionNode): string {
  return `${node.name ?? ''}(${node.parameters.map(dumpParameter).join(', ')})`;
}

function dumpParameter(parameter: Parameter): string {
  const kind = parameter.kind === 'plain' ? '' : `${parameter.kind} `;
  const key = parameter.key === undefined ? '' : `${parameter.key}: `;
  const fields = parameter.fields ? `{${parameter.fields.map(dumpParameter).join(', ')}}` : '';
  const value = parameter.defaultValue ? ` = ${dumpExpression(parameter.defaultValue)}` : '';
  return kind + key + parameter.name + fields + dumpType(parameter.type) + value;
}

function dumpType(type: Expression | undefined): string {
  return type ? `: ${dumpExpression(type)}` : '';
}

export function dumpExpression(expression: Expression): string {
  switch (expression.kind) {
    case 'literal':
      return typeof expression.value === 'string' ? quote(expression.value) : String(expression.value);
    case 'template':
      return `T"${expression.parts.map(dumpPart).join('')}"`;
    case 'concatenation':
      return `(${expression.operands.map(dumpExpression).join(' ++ ')})`;
    case 'object': {
      const type = expression.type ? dumpExpression(expression.type) : '';
      return `${type}{${expression.entries.map(dumpEntry).join(', ')}}`;
    }
    case 'list':
      return `[${expression.items.map((item) => (item.isSpread ? '...' : '') + dumpExpression(item.value)).join(', ')}]`;
    case 'name':
      return expression.name;
    case 'receiver':
      return '@';
    case 'member':
      return `${dumpExpression(expression.object)}.${expression.property}`;
    case 'index':
      return `${dumpExpression(expression.object)}[${dumpExpression(expression.index)}]`;
    case 'call': {
      const passed = expression.arguments.map(dumpArgument).join(', ');
      return `${expression.isConstruction ? 'new ' : ''}${dumpExpression(expression.callee)}(${passed})`;
    }
    case 'conditional':
      return `(${dumpExpression(expression.test)} ? ${dumpExpression(expression.then)} : ${dumpExpression(expression.otherwise)})`;
    case 'fallback':
      return `(${dumpExpression(expression.first)} ?: ${dumpExpression(expression.second)})`;
    case 'function':
      return `${signature(expression.function)} => {${block(expression.function.body).join('; ').trim()}}`;
    case 'import':
      return `import(${quote(expression.module)})`;
    case 'comprehension': {
      const target = expression.target ? dumpExpression(expression.target) : '';
      const iterable = expression.iterable ? dumpExpression(expression.iterable) : '';
      const conditions = (expression.conditions ?? []).map((condition) => ` if ${dumpExpression(condition)}`);
      return `[${dumpExpression(expression.element)} for ${target} in ${iterable}${conditions.join('')}]`;
    }
    case 'unknown':
      return `?(${expression.children.map(dumpExpression).join(', ')})`;
  }
}

function dumpPart(part: TemplatePart): string {
  return part.kind === 'text' ? quote(part.text).slice(1, -1) : `\${${dumpExpression(part.value)}}`;
}

function dumpEntry(entry: ObjectEntry): string {
  if (entry.kind === 'spread') return `...${dumpExpression(entry.value)}`;
  return `${dumpExpression(entry.key)}: ${dumpExpression(entry.value)}`;
}

function dumpArgument(argument: Argument): string {
  const spread = argument.spread === 'object' ? '**' : argument.spread === 'list' ? '*' : '';
  const name = argument.name === undefined ? '' : `${argument.name}=`;
  return spread + name + dumpExpression(argument.value);
}

const LONGEST_TEXT = 60;

function quote(text: string): string {
  return JSON.stringify(text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text);
}
