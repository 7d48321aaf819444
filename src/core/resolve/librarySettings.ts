/** What settings files say that a program reads: TOML and INI, and those of the application itself. */
import type { SettingFiles } from '../domain/language.ts';
import type { ObjectValue, Value } from '../domain/value.ts';
import { elementOf, staticText, through, unknownValue } from '../domain/valueOperations.ts';
import type { Spot } from '../domain/valueOperations.ts';
import { applicationSetting, filled } from './applicationSettings.ts';
import { OPENED_FILE } from './application.ts';
import type { Application } from './application.ts';
import type { Evaluation, View } from './evaluation.ts';
import { valueOfSettings } from './data.ts';
import { readTextFile } from './files.ts';

/** @param value A text, an opened file, or the path of one. */
export function tomlDecode(application: Application, value: Value): Value {
  const isFile = value.kind === 'instance' && value.symbol === OPENED_FILE;
  const given = isFile ? value.arguments.fields.get('0')?.value : value;
  const isPath = isFile || (given && staticText(given)?.endsWith('.toml')) === true;
  const text = given && staticText(isPath ? fileAt(given, application) : given);
  return text === undefined
    ? unknownValue('it is read from TOML that is not known', application.spot, 'input')
    : valueOfSettings(text, 'toml', application.origin);
}

export const INI_PARSER = 'configparser#ConfigParser';

/** `parser = ConfigParser()`, and somewhere `parser.read("config.ini")`: the first such file that there is. */
export function iniFile(application: Application): Value {
  const { evaluation, view, spot, origin } = application;
  for (const indexed of view.index.callsByName.get('read') ?? []) {
    const path = indexed.call.arguments[0]?.value;
    const place = { scope: indexed.scope, offset: indexed.offset, arms: indexed.arms };
    const value = path && evaluation.evaluate(path, { ...view, place, frame: undefined });
    const named = value && staticText(value);
    if (named === undefined || !/\.(?:ini|cfg|conf)$/i.test(named)) continue;
    const text = staticText(readTextFile(named, evaluation, view, spot));
    const settings = text === undefined ? undefined : valueOfSettings(text, 'ini', origin);
    if (settings?.kind === 'object') return { ...settings, type: INI_PARSER };
  }
  return unknownValue('it is read from a settings file that is not known', spot);
}

function fileAt(path: Value, { evaluation, view, spot }: Application): Value {
  const literal = staticText(path);
  return literal === undefined
    ? unknownValue('its path is not known', spot)
    : readTextFile(literal, evaluation, view, spot);
}

/** `parser.get("section", "key", fallback="x")`. */
export function settingOf(
  parser: ObjectValue,
  { arguments: [section, key], call, evaluation, view, spot }: Application,
): Value {
  const found = section && elementOf(parser, section, spot);
  const value = found && key && elementOf(found, key, spot);
  const fallback = call.arguments.find((argument) => argument.name === 'fallback');
  if (value !== undefined && (value.kind !== 'unknown' || fallback === undefined)) return value;
  return fallback ? evaluation.evaluate(fallback.value, view) : unknownValue('a setting that is not known', spot);
}

/** `configuration["A:B"]`, `configuration.GetSection("A")["B"]`; undefined for what holds no settings. */
export function elementOfSettings(
  evaluation: Evaluation,
  object: Value,
  index: Value,
  view: View,
  spot: Spot,
): Value | undefined {
  if (object.kind !== 'instance' && object.kind !== 'symbol') return undefined;
  const files = evaluation.environment.language(view.index.program.language).settingFiles;
  if (files?.holds?.(object.symbol) !== true) return undefined;
  const key = staticText(index);
  const prefix = sectionOf(object, files);
  if (key === undefined || prefix === undefined) {
    return unknownValue('it is read from the settings of the application', spot, 'unknown');
  }
  const name = `${prefix}${key}`;
  return (
    applicationSetting(evaluation, name, view, spot) ??
    unknownValue(`it is the setting \`${name}\`, which no settings file of the workspace has`, spot)
  );
}

/** The sections that lead to a value, each with its separator; undefined where one of them is not known. */
function sectionOf(
  { receiver, ...object }: Extract<Value, { kind: 'instance' | 'symbol' }>,
  files: SettingFiles,
): string | undefined {
  const outer = receiver ? sectionOf(receiver, files) : '';
  if (object.kind !== 'instance' || files.opensSection?.(object.symbol) !== true) return outer;
  const name = object.arguments.fields.get('0')?.value;
  const text = name && staticText(name);
  return text === undefined || outer === undefined ? undefined : `${outer}${text}:`;
}

/** What the settings say of a property of a class that they are read into; else what the class says itself. */
export function boundSetting(application: Application): Value {
  const { arguments: passed, evaluation, view, spot } = application;
  const [name, property, section] = passed.slice(0, 3).map((value) => staticText(value) ?? '');
  const otherwise = passed[3];
  if (name === undefined || property === undefined) return unknownValue('it is read from the settings', spot);
  const sections = section ? [section] : sectionsOfClass(application, name);
  for (const prefix of [...sections, name, name.replace(/(?:Options?|Settings?|Config(?:uration)?)$/, '')]) {
    const setting = applicationSetting(evaluation, `${prefix}:${property}`, view, spot);
    if (setting) return setting;
  }
  return (
    otherwise ?? unknownValue(`it is the setting \`${property}\` of \`${name}\`, which no settings file has`, spot)
  );
}

const MAXIMUM_READERS = 40;

/** As the files say that name the class. */
function sectionsOfClass({ evaluation, view }: Application, name: string): readonly string[] {
  const { environment } = evaluation;
  const { uri, language } = view.index.program;
  const sectionsOf = environment.language(language).settingFiles?.sectionsOf;
  const importers = sectionsOf ? environment.importers(uri) : [];
  if (sectionsOf === undefined || importers === 'pending') return [];
  return [uri, ...importers.slice(0, MAXIMUM_READERS)].flatMap((one) => {
    const text = environment.text(one);
    return text === undefined || text === 'pending' ? [] : sectionsOf(text, name);
  });
}

/** `environment.getProperty("a.b", "c")`, `@ConfigProperty(name = "a.b", defaultValue = "c")`. */
export function settingValue(application: Application): Value {
  const { call, evaluation, view, spot, arguments: passed } = application;
  const named = (name: string): Value | undefined => {
    const argument = call.arguments.find((one) => one.name === name);
    return argument && evaluation.evaluate(argument.value, view);
  };
  const key = named('name') ?? passed[0];
  const written = key && staticText(key);
  if (written === undefined) return unknownValue('it is read from the settings of the application', spot);
  const name = `${prefixOfCall(application)}${written}`;
  const setting = applicationSetting(evaluation, name, view, spot);
  if (setting) return setting;
  const otherwise = named('defaultValue') ?? passed[1];
  if (otherwise && otherwise.kind !== 'null') return through(otherwise, 'environment-default');
  return unknownValue(`it is the setting \`${name}\`, which no settings file of the workspace has`, spot);
}

/** The section whose settings a function is called on. */
function prefixOfCall({ call, evaluation, view }: Application): string {
  const files = evaluation.environment.language(view.index.program.language).settingFiles;
  if (call.callee.kind !== 'member' || files?.opensSection === undefined) return '';
  const object = evaluation.evaluate(call.callee.object, view);
  return object.kind === 'instance' || object.kind === 'symbol' ? (sectionOf(object, files) ?? '') : '';
}

/** `@Value("${a.b:c}")`. */
export function settingText({ evaluation, view, spot, origin, arguments: passed }: Application): Value {
  const text = passed[0] && staticText(passed[0]);
  return text === undefined
    ? unknownValue('it is read from the settings of the application', spot)
    : filled(evaluation, text, origin, view, spot);
}
