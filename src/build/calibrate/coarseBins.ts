/**
 * The coarser bins of a bin, from fine to coarse: the same without the rank band, then by kind and start alone. A weight
 * that few documents speak for is drawn towards the weight of its coarser bins.
 */
export function coarserBins(name: string): readonly string[] {
  const [kind = '', ...fields] = name.split(' ');
  switch (kind) {
    case 'W':
      return [`W ${fields.slice(0, 3).join(' ')}`, `W ${fields.slice(0, 2).join(' ')}`];
    case 'PW':
      return [`PW ${fields.slice(0, 3).join(' ')}`, `PW ${fields.slice(0, 2).join(' ')}`];
    case 'P':
      return [`P ${fields.slice(0, 3).join(' ')}`, `P ${fields.slice(0, 1).join(' ')}`];
    case 'LX':
      return [`LX ${fields.slice(0, 3).join(' ')}`, 'LX'];
    case 'NL':
    case 'TAB':
    case 'SP':
      return [kind, 'blank'];
    case 'BYTES':
      return ['BYTES'];
    default:
      return fields.length > 2 ? [`${kind} ${fields.slice(0, 2).join(' ')}`, kind] : [kind];
  }
}
