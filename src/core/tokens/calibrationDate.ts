import type { TokenFamily } from '../domain/tokenFamily.ts';
import { WEIGHTS_CHECKED } from './bins/binWeights.ts';
import { FAMILY_CALIBRATIONS } from './families/familyCalibrations.ts';

/** ISO date of the newest of what a family's estimates are made with. */
export function calibrationDate(family: TokenFamily): string {
  const { checked } = FAMILY_CALIBRATIONS[family];
  return checked > WEIGHTS_CHECKED ? checked : WEIGHTS_CHECKED;
}
