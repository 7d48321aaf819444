/** What settings files say that a program reads: TOML and INI, and those of the application itself. */
import type { ObjectValue, Value } from '../domain/value.ts';
import { elementOf, staticText, through, unknownValue } from '../domain/valueOperations.ts';
import { applicationSetting, filled } from './applicationSettings.ts';
import { OPENED_FILE } from './application.ts';
import type { Application } from './application.ts';
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

/** `environment.getProperty("a.b", "c")`, `@ConfigProperty(name = "a.b", defaultValue = "c")`. */
export function settingValue(application: Application): Value {
  const { call, evaluation, view, spot, arguments: passed } = application;
  const named = (name: string): Value | undefined => {
    const argument = call.arguments.find((one) => one.name === name);
    return argument && evaluation.evaluate(argument.value, view);
  };
  const key = named('name') ?? passed[0];
  const name = key && staticText(key);
  if (name === undefined) return unknownValue('it is read from the settings of the application', spot);
  const setting = applicationSetting(evaluation, name, view, spot);
  if (setting) return setting;
  const otherwise = named('defaultValue') ?? passed[1];
  if (otherwise && otherwise.kind !== 'null') return through(otherwise, 'environment-default');
  return unknownValue(`it is the setting \`${name}\`, which no settings file of the workspace has`, spot);
}

/** `@Value("${a.b:c}")`. */
export function settingText({ evaluation, view, spot, origin, arguments: passed }: Application): Value {
  const text = passed[0] && staticText(passed[0]);
  return text === undefined
    ? unknownValue('it is read from the settings of the application', spot)
    : filled(evaluation, text, origin, view, spot);
}
