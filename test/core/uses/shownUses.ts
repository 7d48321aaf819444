import type { Use } from '../../../src/core/domain/callSite.ts';
import type { TextPart } from '../../../src/core/domain/value.ts';
import type { FileAnalysis } from '../../../src/core/report/fileAnalysis.ts';
import { analyzeText } from '../../support/analyze.ts';
import { WORKSPACE } from '../../support/inMemoryHost.ts';

/** One line a use: place, model, cap, what is known of its running, then its segments; calls are set apart by their line. */
export async function shownUses(
  path: string,
  text: string,
  workspaceFiles: Readonly<Record<string, string>> = {},
): Promise<string> {
  const analysis = await analyzeText({ path, text, workspaceFiles });
  const texts = new Map([
    [`${WORKSPACE}/${path}`, text],
    ...Object.entries(workspaceFiles).map(([name, other]) => [`${WORKSPACE}/${name}`, other] as const),
  ]);
  return shown(analysis, (uri, offset) => {
    const line = (texts.get(uri) ?? '').slice(0, offset).split('\n').length;
    return uri === `${WORKSPACE}/${path}` ? `${line}` : `${uri.slice(WORKSPACE.length + 1)}:${line}`;
  });
}

function shown({ callSites }: FileAnalysis, placeOf: (uri: string, offset: number) => string): string {
  return callSites
    .flatMap(({ callSite }) => [
      `call ${placeOf(callSite.uri, callSite.range.start)}`,
      ...callSite.uses.map((use) => `  ${placeOf(use.uri, use.range.start)} ${describe(use)}`),
    ])
    .join('\n');
}

function describe(use: Use): string {
  const { model, maxTokens, loop, isStreaming, toolCount, segments } = use;
  const models = model.state === 'known' ? (model.alternatives ?? [model.value]).join('|') : model.state;
  const cap = maxTokens.state === 'known' ? String(maxTokens.value) : maxTokens.state;
  const how = [
    loop.isInLoop && 'loop',
    loop.isInHandler && 'handler',
    isStreaming && 'stream',
    toolCount > 0 && `${toolCount} tools`,
  ];
  const texts = segments
    .filter(({ role }) => role !== 'tools')
    .map(({ role, parts }) => `${role}: ${parts.map(textOf).join('')}`);
  return [`${models} ${cap}`, ...how.filter((word) => word !== false), ...texts].join(' / ');
}

function textOf(part: TextPart): string {
  return part.kind === 'text' ? part.text : `{${part.name}}`;
}
