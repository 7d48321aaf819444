import { BIN_NAMES, fittedWeights } from './bins/binWeights.ts';
import type { TextCalibration } from './families/familyCalibration.ts';

/** Tokens of a family per token of o200k_base, by index of the bin. */
export function familyWeights(calibration: TextCalibration): Float64Array {
  const fitted = calibration.weights === undefined ? undefined : fittedWeights(calibration.weights);
  return Float64Array.from(BIN_NAMES, (name, bin) => {
    const base = fitted?.[bin] ?? 1;
    const extraDigits = calibration.splitsDigits === true ? digitsOf(name) - 1 : 0;
    const capitals = isCapitals(name) ? (calibration.capitalsFactor ?? 1) : 1;
    const foreign = (calibration.perNonAsciiCharacter ?? 0) * nonAsciiCharactersOf(name);
    return (base + Math.max(0, extraDigits)) * calibration.factor * capitals + foreign;
  });
}

/** A bin of words is `W <start> <case> …`. */
function isCapitals(name: string): boolean {
  const [kind, , letters] = name.split(' ');
  return kind === 'W' && letters === 'U';
}

/** A bin of digits is `D <space> <digits>`. */
function digitsOf(name: string): number {
  const [kind, , digits] = name.split(' ');
  return kind === 'D' ? Number(digits) : 1;
}

const SCRIPTS_BY_LENGTH = new Set(['GR', 'CY', 'HE', 'AR', 'IN', 'TH', 'KA', 'HA', 'KO', 'CP', 'GP', 'BX', 'EM', 'OT']);

/** Bins of other scripts are `<script> <space> <characters> …`; broken bytes are a third of a character each. */
function nonAsciiCharactersOf(name: string): number {
  const [kind = '', second, third, fourth] = name.split(' ');
  if (kind === 'BYTES') return Number(second) / 3;
  // Of a Latin word with accents about one letter in four has one.
  if (kind === 'LX') return Math.max(1, Number(fourth) / 4);
  return SCRIPTS_BY_LENGTH.has(kind) ? Number(third) : 0;
}
