import * as z from 'zod';
import type { MoneyFormat } from '../../../cost/format.ts';
import { knownValues } from '../../../domain/resolved.ts';
import { defineRule } from '../../rule.ts';
import type { Place } from '../../ruleSubject.ts';
import { placeWithin } from '../../ruleSubject.ts';

interface DearStore {
  readonly hasReplicas: boolean;
  readonly usdPerMonth: number;
  readonly place: Place;
}

export const noDearVectorStore = defineRule<object, DearStore>({
  meta: {
    name: 'throughput/no-dear-vector-store',
    summary:
      'A knowledge base keeps its vectors in OpenSearch Serverless, which costs a monthly floor whatever its size.',
    since: '0.1.0',
    judges: 'settings',
    fix: 'none',
    options: z.strictObject({}),
  },
  check(subject) {
    const { vectorStore } = subject.request.resource ?? {};
    if (subject.kind !== 'call' || vectorStore?.state !== 'known') return undefined;
    if (knownValues(vectorStore).some((store) => store !== 'OPENSEARCH_SERVERLESS')) return undefined;
    // Without standby replicas, which a collection has unless it says otherwise, half of it.
    const hasReplicas = subject.request.companions?.includes('standbyreplicas') !== true;
    return {
      hasReplicas,
      usdPerMonth: toFives((hasReplicas ? LEAST_UNITS : LEAST_UNITS / 2) * USD_PER_UNIT_HOUR * HOURS_PER_MONTH),
      place: placeWithin(subject, vectorStore),
    };
  },
  place: ({ place }) => place,
  message: (facts, money) => messageOf(facts, money),
});

/** OpenSearch Compute Units that the first collection of an account keeps: half a unit for indexing, half for search, each twice. */
const LEAST_UNITS = 2;
/** us-east-1. Source: Amazon OpenSearch Service pricing. */
const USD_PER_UNIT_HOUR = 0.24;
const HOURS_PER_MONTH = 730;

function toFives(usd: number): number {
  return Math.round(usd / 5) * 5;
}

function messageOf({ hasReplicas, usdPerMonth }: DearStore, money: MoneyFormat): string {
  const units = hasReplicas ? '2 compute units' : '1 compute unit without standby replicas';
  return (
    `OpenSearch Serverless costs at least ≈ ${money.amount(usdPerMonth)} a month (${units}), even when nothing is stored or asked. ` +
    'S3 Vectors is paid for by what is stored and asked, and Aurora Serverless with pgvector can pause: both suit a knowledge base of up to some ' +
    'million vectors. They answer more slowly, and S3 Vectors searches no keywords. Collections of one account share the floor.'
  );
}
