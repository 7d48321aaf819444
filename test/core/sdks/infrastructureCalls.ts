/** Calls that files of infrastructure declare. */
import assert from 'node:assert/strict';
import type { CallSite } from '../../../src/core/domain/callSite.ts';
import { analyzeText } from '../../support/analyze.ts';

type Files = Readonly<Record<string, string>>;

export async function callsIn(path: string, text: string, others: Files = {}): Promise<readonly CallSite[]> {
  const analysis = await analyzeText({ path, text, workspaceFiles: others });
  return analysis.callSites.map(({ callSite }) => callSite);
}

export async function onlyCall(path: string, text: string, others: Files = {}): Promise<CallSite> {
  const calls = await callsIn(path, text, others);
  const [call] = calls;
  assert.ok(call && calls.length === 1, `${calls.length} calls`);
  return call;
}

export function textOf(call: CallSite, role: string): string {
  const parts = call.segments.filter((segment) => segment.role === role).flatMap((segment) => segment.parts);
  return parts.map((part) => (part.kind === 'text' ? part.text : `{${part.name}}`)).join('');
}
