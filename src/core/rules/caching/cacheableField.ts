import type { CacheableField } from '../../catalog/catalogData.ts';
import type { SegmentRole } from '../../domain/segment.ts';

/** The field of a request that a segment stands in, as cache policies name them. */
export function cacheableField(role: SegmentRole): CacheableField {
  return role === 'system' || role === 'tools' ? role : 'messages';
}
