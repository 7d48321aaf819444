import type { CallRequest } from '../domain/callSite.ts';
import type { EditIntent, LiteralData } from '../domain/edit.ts';
import type { ObjectValue } from '../domain/value.ts';
import { asObject, isField, readField } from './fields.ts';

/** For requests that are plain data in the API's words, as in Python and JavaScript. */
export function fieldWriter(request: ObjectValue): Pick<CallRequest, 'setField'> {
  const { site } = request;
  return site === undefined ? {} : { setField: (path, value) => write(request, path, value) };
}

/** Into the innermost object on the path that is there; what is there already is left alone. */
function write(
  request: ObjectValue,
  [key = '', ...rest]: readonly string[],
  value: LiteralData,
): readonly EditIntent[] {
  const outer = readField(request, key);
  if (isField(outer)) return rest.length === 0 ? [] : write(asObject(outer.value), rest, value);
  if (outer !== 'absent' || request.site === undefined) return [];
  const nested = rest.reduceRight<LiteralData>((inner, name) => ({ [name]: inner }), value);
  return [{ kind: 'set-field', container: request.site, path: [key], value: nested }];
}
