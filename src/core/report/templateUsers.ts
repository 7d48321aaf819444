import type { FileAnalysis } from './fileAnalysis.ts';

/** Ids of the call sites that hold text of another file, by that file's uri. */
export function usersOfFiles(analyses: readonly FileAnalysis[]): ReadonlyMap<string, readonly string[]> {
  const users = new Map<string, Set<string>>();
  for (const { callSites } of analyses) {
    for (const { callSite } of callSites) {
      for (const uri of callSite.segments.flatMap(({ parts }) => parts.map((part) => part.uri))) {
        if (uri !== callSite.uri) users.set(uri, (users.get(uri) ?? new Set()).add(callSite.id));
      }
    }
  }
  return new Map([...users].map(([uri, ids]) => [uri, [...ids]]));
}
