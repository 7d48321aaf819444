import type { AmountRange } from '../domain/estimates.ts';
import { optionsOf } from '../domain/value.ts';
import type { TextPart, TextValue, Value } from '../domain/value.ts';
import { mapOptions, placeholder, textOf, textParts } from '../domain/valueOperations.ts';
import type { Spot } from '../domain/valueOperations.ts';
import type { CallOfTemplate, TemplateExpression } from '../templates/dialects/templateExpression.ts';
import { ASSUMED_LOOP, CONDITIONAL, ONCE, OTHER_BRANCH } from '../templates/dialects/templateToken.ts';
import type { Dialect, TemplateBlock, ValueToken } from '../templates/dialects/templateToken.ts';
import { templateTree } from '../templates/dialects/templateTree.ts';
import type { SetToken, TemplateBlockNode, TemplateBranch, TemplateNode } from '../templates/dialects/templateTree.ts';
import { volatilityOf } from '../templates/promptSegments.ts';
import { originAt, templateValue, truthOf, truthOfValue } from './templateValues.ts';
import type { TemplateScope, Truth } from './templateValues.ts';
import { productOf } from '../domain/estimates.ts';

/** The text of another template by its name, as the file `from` asks for it; undefined where it is not known. */
export type TemplateSource = (name: Value, from: string) => Value | undefined;

/**
 * The text that a template becomes, with the names of its values as fields of `context`: values where they are known, placeholders where not. Loops over known values run,
 * known conditions decide; the others stay what they are in a template file, texts that are sent more or less often.
 */
export function fillTemplate(
  template: Value,
  context: Value,
  dialect: Dialect,
  source: TemplateSource,
  spot: Spot,
): Value {
  return mapOptions(
    template,
    (option) => {
      if (option.kind !== 'text') return option;
      return { ...option, parts: new Filling(dialect, source).fill(option, context) };
    },
    spot,
  );
}

/** More than any prompt has, and little enough to be counted with every key that is pressed. */
const MAXIMUM_STEPS = 8_000;
const MAXIMUM_CHARACTERS = 300_000;
const MAXIMUM_TURNS = 200;
/** Templates within templates, blocks within blocks, calls of macros. */
const MAXIMUM_DEPTH = 80;

/** Nodes of a template, and where the template stands. */
interface Written {
  readonly nodes: readonly TemplateNode[];
  readonly spot: Spot;
}

/** Where a piece of a template stands, and what is known there. */
interface Place {
  readonly scope: TemplateScope;
  readonly spot: Spot;
  readonly repeat: AmountRange;
  readonly depth: number;
  /** What templates made from this one put in its named places, nearest first. */
  readonly overrides: ReadonlyMap<string, readonly Written[]>;
  /** What the named place holds in the templates that this one is made from, which is what `super()` means. */
  readonly further: readonly Written[];
}

type Macro = Extract<TemplateBlock, { readonly kind: 'macro' }> & { readonly written: Written };

class Filling {
  readonly #dialect: Dialect;
  readonly #source: TemplateSource;
  readonly #macros = new Map<string, Macro>();
  /** Texts of the templates that are being filled, so that none is filled inside itself for ever. */
  readonly #open = new Set<string>();
  #parts: TextPart[] = [];
  #steps = 0;
  #characters = 0;

  constructor(dialect: Dialect, source: TemplateSource) {
    this.#dialect = dialect;
    this.#source = source;
  }

  fill(template: TextValue, context: Value): readonly TextPart[] {
    this.#open.add(keyOf(template));
    this.#text(template, {
      scope: { names: new Map(), context },
      repeat: ONCE,
      depth: 0,
      overrides: new Map(),
      further: [],
    });
    return this.#parts;
  }

  get #isFull(): boolean {
    return this.#steps > MAXIMUM_STEPS || this.#characters > MAXIMUM_CHARACTERS;
  }

  /** A text can have holes already, which say nothing to the template's language. */
  #text(template: TextValue, place: Omit<Place, 'spot'>): void {
    for (const part of template.parts) {
      if (part.kind === 'placeholder') this.#put(part, place.repeat);
      else {
        const repeat = part.repeat ? productOf(place.repeat, part.repeat) : place.repeat;
        this.#template(part.text, { ...place, repeat, spot: { uri: part.uri, range: part.range } });
      }
    }
  }

  #template(text: string, place: Place): void {
    const nodes = templateTree(text, this.#dialect);
    const base = nodes.find((node) => node.kind === 'value' && node.template?.kind === 'extends');
    const template = base?.kind === 'value' ? this.#other(base, place) : undefined;
    if (template === undefined) return this.#nodes(nodes, place);
    const overrides = new Map(place.overrides);
    for (const [name, body] of namedBlocks(nodes)) {
      overrides.set(name, [...(overrides.get(name) ?? []), { nodes: body, spot: place.spot }]);
    }
    for (const node of nodes) if (node.kind === 'set') this.#set(node, place);
    this.#inside(template, { ...place, overrides });
  }

  /** The template that a tag names, unless it is one that is being filled. */
  #other(token: ValueToken, { scope, spot }: Place): TextValue | undefined {
    const name = token.template && templateValue(token.template.name, scope, spot);
    const found = name && this.#source(name, spot.uri);
    const [likeliest = found] = found ? optionsOf(found) : [];
    if (likeliest?.kind !== 'text' || this.#isFull) return undefined;
    return this.#open.has(keyOf(likeliest)) ? undefined : likeliest;
  }

  #inside(template: TextValue, place: Place): void {
    const key = keyOf(template);
    this.#open.add(key);
    this.#text(template, { ...place, depth: place.depth + 1 });
    this.#open.delete(key);
  }

  #nodes(nodes: readonly TemplateNode[], place: Place): void {
    if (place.depth > MAXIMUM_DEPTH) return;
    for (const node of nodes) {
      this.#steps++;
      switch (node.kind) {
        case 'text':
          this.#put({ kind: 'text', text: node.text, ...place.spot }, place.repeat);
          break;
        case 'value':
          this.#value(node, place);
          break;
        case 'set':
          this.#set(node, place);
          break;
        case 'block':
          this.#block(node, { ...place, depth: place.depth + 1 });
      }
    }
  }

  #set({ name, to }: SetToken, { scope, spot, repeat }: Place): void {
    const isSure = repeat.low >= 1;
    scope.names.set(name, isSure && to ? templateValue(to, scope, spot) : undefined);
  }

  #value(token: ValueToken, place: Place): void {
    const { scope, spot, repeat } = place;
    const template = token.template && this.#other(token, place);
    if (template) return this.#inside(template, { ...place, overrides: new Map(), further: [] });
    const { reads } = token;
    if (reads?.kind === 'call' && reads.of === undefined && this.#call(reads, place)) return;
    const value = reads && templateValue(reads, scope, spot);
    const isGiven = value !== undefined && !this.#isFull && optionsOf(value)[0]?.kind !== 'null';
    if (!isGiven) {
      const hole = placeholder(token.name, spot, token.volatility ?? volatilityOf(token.name));
      return this.#put(hole, repeat);
    }
    for (const part of textParts(value, token.name, spot)) this.#put(part, repeat);
  }

  /** `super()` and macros; false for other functions. */
  #call(call: CallOfTemplate, place: Place): boolean {
    const depth = place.depth + 1;
    if (call.name === 'super') {
      const [own, ...further] = place.further;
      if (own) this.#nodes(own.nodes, { ...place, spot: own.spot, further, depth });
      return own !== undefined;
    }
    const macro = this.#macros.get(call.name);
    if (macro === undefined || this.#isFull || depth > MAXIMUM_DEPTH) return false;
    const { scope, spot } = place;
    const positional = call.arguments.filter(({ name }) => name === undefined);
    const given = macro.parameters.map(({ name, otherwise }, index): [string, Value | undefined] => {
      const passed = call.arguments.find((argument) => argument.name === name) ?? positional[index];
      const from = passed?.value ?? otherwise;
      return [name, from && templateValue(from, scope, spot)];
    });
    const inner = { names: new Map(given), context: scope.context, parent: scope };
    this.#nodes(macro.written.nodes, { ...place, scope: inner, spot: macro.written.spot, depth });
    return true;
  }

  #block(node: TemplateBlockNode, place: Place): void {
    const { block, body, others } = node;
    const { scope, spot } = place;
    switch (block?.kind) {
      case 'condition':
        return this.#branches([{ test: block.test, body }, ...others], place);
      case 'loop':
        return this.#loop(node, block.names, block.of && templateValue(block.of, scope, spot), place);
      case 'section':
        return this.#section(node, templateValue(block.of, scope, spot), place);
      case 'with': {
        const of = templateValue(block.of, scope, spot);
        return this.#given(node, of && truthOfValue(of), { ...place, scope: inside(scope, of) });
      }
      case 'capture':
        return void scope.names.set(block.name, this.#captured(body, place));
      case 'named': {
        const written = { nodes: body, spot };
        const [nearest, ...further] = [...(place.overrides.get(block.name) ?? []), written];
        return this.#nodes(nearest.nodes, { ...place, spot: nearest.spot, further });
      }
      case 'macro':
        return void this.#macros.set(block.name, { ...block, written: { nodes: body, spot } });
      default:
        this.#nodes(body, { ...place, repeat: productOf(place.repeat, node.repeat) });
        for (const other of others) this.#nodes(other.body, unlikely(place));
    }
  }

  /** One of them is sent: the first whose test holds. */
  #branches(branches: readonly TemplateBranch[], place: Place): void {
    const { scope, spot } = place;
    let isOpen = true;
    let isLikelyOpen = true;
    for (const { test, body } of branches) {
      const truth = test === undefined ? { holds: true, isSure: true } : truthOf(test, scope, spot);
      if (truth?.isSure && !truth.holds) continue;
      const isLikely = isLikelyOpen && truth?.holds !== false;
      const isSure = isOpen && truth?.isSure === true;
      const repeat = isSure ? ONCE : isLikely ? CONDITIONAL : OTHER_BRANCH;
      this.#nodes(body, { ...place, repeat: productOf(place.repeat, repeat) });
      if (truth?.isSure) return;
      isOpen = false;
      if (isLikely) isLikelyOpen = false;
    }
  }

  #given({ body, others }: TemplateBlockNode, truth: Truth | undefined, place: Place): void {
    const test: TemplateExpression = truth?.isSure ? { kind: 'literal', value: truth.holds } : NOT_KNOWN;
    this.#branches([{ test, body }, ...others], place);
  }

  #section(node: TemplateBlockNode, of: Value | undefined, place: Place): void {
    if (of?.kind === 'list') return this.#loop(node, [], of, place);
    const truth = of && truthOfValue(of);
    if (of === undefined || truth === undefined) {
      const repeat = productOf(place.repeat, node.repeat);
      return this.#nodes(node.body, { ...place, repeat, scope: inside(place.scope, of) });
    }
    const isObject = optionsOf(of).some(({ kind }) => kind === 'object' || kind === 'instance');
    this.#given(node, truth, isObject ? { ...place, scope: inside(place.scope, of) } : place);
  }

  #loop(node: TemplateBlockNode, names: readonly string[], of: Value | undefined, place: Place): void {
    const [likeliest = of] = of ? optionsOf(of) : [];
    const isSure = of !== undefined && of.kind !== 'choice';
    if (likeliest?.kind === 'null') return this.#emptyLoop(node, names, likeliest, place);
    const turns = likeliest && turnsOf(likeliest, names, place.scope, place.spot);
    if (turns === undefined || !isSure || isOpenEnded(likeliest)) {
      const repeat = of === undefined || isOpenEnded(likeliest) ? node.repeat : ASSUMED_LOOP;
      const [scope = unknownTurn(names, place.scope)] = turns ?? [];
      this.#nodes(node.body, { ...place, scope, repeat: productOf(place.repeat, repeat) });
      for (const { body } of node.others) this.#nodes(body, unlikely(place));
      return;
    }
    if (turns.length === 0) for (const { body } of node.others) this.#nodes(body, place);
    for (const [index, scope] of turns.entries()) {
      this.#steps++;
      const left = turns.length - index;
      if (left > 1 && (this.#isFull || index >= MAXIMUM_TURNS)) {
        const repeat = productOf(place.repeat, { low: left, likely: left, high: left });
        return this.#nodes(node.body, { ...place, scope, repeat });
      }
      this.#nodes(node.body, { ...place, scope });
    }
  }

  /** Over nothing, as far as can be seen. */
  #emptyLoop(node: TemplateBlockNode, names: readonly string[], of: Value, place: Place): void {
    const isSure = truthOfValue(of)?.isSure === true;
    const scope = unknownTurn(names, place.scope);
    const seldom = { low: 0, likely: 0, high: isSure ? 0 : node.repeat.high };
    this.#nodes(node.body, { ...place, scope, repeat: productOf(place.repeat, seldom) });
    const otherwise = productOf(place.repeat, isSure ? ONCE : CONDITIONAL);
    for (const { body } of node.others) this.#nodes(body, { ...place, repeat: otherwise });
  }

  #captured(body: readonly TemplateNode[], place: Place): Value {
    const before = this.#parts;
    this.#parts = [];
    this.#nodes(body, { ...place, repeat: ONCE });
    const parts = this.#parts;
    this.#parts = before;
    return { kind: 'text', parts, origin: originAt(place.spot) };
  }

  #put(part: TextPart, repeat: AmountRange): void {
    if (part.kind === 'text' && part.text === '') return;
    this.#steps++;
    if (part.kind === 'text') this.#characters += part.text.length;
    const often = part.repeat ? productOf(part.repeat, repeat) : repeat;
    const isOnce = often.low === 1 && often.high === 1;
    if (often.high > 0) this.#parts.push(isOnce ? part : { ...part, repeat: often });
  }
}

const NOT_KNOWN: CallOfTemplate = { kind: 'call', name: '', arguments: [] };

function keyOf({ origin, parts }: TextValue): string {
  const [first] = parts;
  return `${origin.uri} ${origin.range.start} ${first?.kind === 'text' ? first.text.slice(0, 200) : ''}`;
}

/** All named places of a template, those within others too. */
function namedBlocks(nodes: readonly TemplateNode[]): readonly (readonly [string, readonly TemplateNode[]])[] {
  return nodes.flatMap((node) => {
    if (node.kind !== 'block') return [];
    const own = node.block?.kind === 'named' ? [[node.block.name, node.body] as const] : [];
    return [...own, ...namedBlocks(node.body)];
  });
}

function inside(scope: TemplateScope, context: Value | undefined): TemplateScope {
  return { names: new Map(), context, parent: scope };
}

function unlikely(place: Place): Place {
  return { ...place, repeat: productOf(place.repeat, OTHER_BRANCH) };
}

function isOpenEnded(value: Value | undefined): boolean {
  return (value?.kind === 'list' || value?.kind === 'object') && value.isOpen;
}

/** A scope for each element; undefined where they are not known. */
function turnsOf(
  iterated: Value,
  names: readonly string[],
  scope: TemplateScope,
  spot: Spot,
): readonly TemplateScope[] | undefined {
  if (iterated.kind === 'list') {
    const { length } = iterated.items;
    return iterated.items.map((item, index) => turn(item, { index, length }, names, scope, spot));
  }
  if (iterated.kind !== 'object') return undefined;
  const entries = [...iterated.fields];
  return entries.map(([key, { value }], index) =>
    turn(value, { index, length: entries.length, key }, names, scope, spot),
  );
}

interface Turn {
  readonly index: number;
  readonly length: number;
  /** Of an object's field. */
  readonly key?: string;
}

/** Jinja binds names, and loops over an object's keys; Handlebars reads from the element itself. */
function turn(item: Value, at: Turn, names: readonly string[], scope: TemplateScope, spot: Spot): TemplateScope {
  const origin = originAt(spot);
  const position = at.key === undefined ? numberOf(at.index, spot) : textOf(at.key, origin);
  const bound = new Map<string, Value | undefined>([
    ['@index', numberOf(at.index, spot)],
    ['@key', position],
    ['@first', { kind: 'boolean', value: at.index === 0, origin }],
    ['@last', { kind: 'boolean', value: at.index === at.length - 1, origin }],
    ['loop', loopObject(at, spot)],
    ['forloop', loopObject(at, spot)],
  ]);
  const [first, ...others] = names;
  if (first === undefined) return { names: bound, context: item, parent: scope };
  const isField = at.key !== undefined;
  const pair = isField ? [position, item] : item.kind === 'list' ? item.items : [item, position];
  if (others.length === 0) bound.set(first, isField ? position : item);
  else names.forEach((name, index) => bound.set(name, pair[index]));
  return { names: bound, context: scope.context, parent: scope };
}

function unknownTurn(names: readonly string[], scope: TemplateScope): TemplateScope {
  const bound = new Map([...names, 'loop', 'forloop'].map((name) => [name, undefined] as const));
  return { names: bound, context: names.length === 0 ? undefined : scope.context, parent: scope };
}

function loopObject({ index, length }: Turn, spot: Spot): Value {
  const origin = originAt(spot);
  const values: Readonly<Record<string, Value>> = {
    index: numberOf(index + 1, spot),
    index0: numberOf(index, spot),
    length: numberOf(length, spot),
    first: { kind: 'boolean', value: index === 0, origin },
    last: { kind: 'boolean', value: index === length - 1, origin },
  };
  const fields = new Map(
    Object.entries(values).map(([key, value]) => [key, { ...spot, value, valueRange: spot.range }]),
  );
  return { kind: 'object', fields, isOpen: true, origin };
}

function numberOf(value: number, spot: Spot): Value {
  return { kind: 'number', value, origin: originAt(spot) };
}
