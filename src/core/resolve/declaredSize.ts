import type { Expression } from '../domain/program.ts';
import { cutAt } from '../domain/sizeEvidence.ts';
import type { ClassValue, InstanceValue, SizeEvidence } from '../domain/value.ts';
import { staticText } from '../domain/valueOperations.ts';
import type { Evaluation, View } from './evaluation.ts';
import { SIZES, isMeasure, sizeOfTexts } from './sizes.ts';

/** How long values of a declared type are in a text; undefined for types that say nothing of it. */
export function declaredSize(evaluation: Evaluation, type: Expression, view: View): SizeEvidence | undefined {
  const value = evaluation.evaluate(type, view);
  if (value.kind === 'class') return sizeOfEnumeration(value);
  // `Annotated[str, Field(max_length=40)]`: its bound stands for the type.
  if (value.kind === 'unknown') return value.size;
  if (value.kind === 'list') {
    const texts = value.items.map((item) => staticText(item));
    return texts.every((text) => text !== undefined) ? sizeOfTexts(texts) : undefined;
  }
  // `constr(max_length=200)`, `conint(ge=0)`: a function of a library makes the type.
  if (value.kind === 'instance' && value.class === undefined) return sizeOfMadeType(evaluation, value, view);
  if (value.kind !== 'symbol') return undefined;
  const operation = evaluation.environment.language(view.index.program.language).library.get(`type:${value.symbol}`);
  return isMeasure(operation) ? SIZES[operation] : undefined;
}

function sizeOfMadeType(evaluation: Evaluation, { symbol, arguments: passed }: InstanceValue, view: View) {
  const { library } = evaluation.environment.language(view.index.program.language);
  const operation = library.get(`type:${symbol}`);
  if (isMeasure(operation)) return SIZES[operation];
  const most = operation === 'limit' ? passed.fields.get('max_length')?.value : undefined;
  return most?.kind === 'number' ? { ...cutAt(most.value), because: 'as its type says' } : undefined;
}

/** True for lists and maps, whatever is in them. */
export function isCollection(evaluation: Evaluation, type: Expression, view: View): boolean {
  const value = evaluation.evaluate(type.kind === 'index' ? type.object : type, view);
  if (value.kind !== 'symbol') return false;
  return (
    evaluation.environment.language(view.index.program.language).library.get(`type:${value.symbol}`) === 'collection'
  );
}

/** A class that only holds texts: one of them. */
function sizeOfEnumeration({ class: { body, bases } }: ClassValue): SizeEvidence | undefined {
  const isEnumeration = bases.length === 0 || bases.some(isEnumerationBase);
  const texts = body.map((statement) =>
    statement.kind === 'assign' && statement.value.kind === 'literal' && typeof statement.value.value === 'string'
      ? statement.value.value
      : undefined,
  );
  return isEnumeration && texts.every((text) => text !== undefined) ? sizeOfTexts(texts) : undefined;
}

/** `Enum`, `enum.StrEnum`. */
function isEnumerationBase(base: Expression): boolean {
  const name = base.kind === 'name' ? base.name : base.kind === 'member' ? base.property : '';
  return name.endsWith('Enum');
}
