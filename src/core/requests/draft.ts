import type {
  CapForbidden,
  ForeignBody,
  HoledSettings,
  MisnamedCap,
  ResourceFacts,
  StepLoop,
} from '../domain/callSite.ts';
import { ABSENT } from '../domain/resolved.ts';
import type { Known, Resolved } from '../domain/resolved.ts';
import type { CallDraft } from '../domain/sdk.ts';
import type { CapReading } from './cap.ts';
import { NO_CONTENT } from './content.ts';
import type { RequestContent } from './content.ts';

/** What a request of any API says, before an SDK adds who sends it. */
export interface RequestReading extends CapReading {
  readonly model: Resolved<string>;
  readonly takesMaxTokens: boolean;
  readonly libraryMaxTokens?: number | 'unknown';
  readonly thinkingTokens?: number;
  readonly thinkingBudget?: Known<number>;
  readonly forbidsCap?: CapForbidden;
  readonly misnamedCap?: MisnamedCap;
  readonly foreignBody?: ForeignBody;
  readonly content: RequestContent;
  /** As in a call site. */
  readonly steps?: StepLoop;
  /** As in a call site. */
  readonly passages?: Resolved<number>;
  readonly settings?: HoledSettings;
  /** As in a call site. */
  readonly hasGuardrail?: true;
  /** As in a call site. */
  readonly unpricedBecause?: string;
  readonly serviceTier: Resolved<string>;
  readonly project: Resolved<string>;
  /** As in a call site. */
  readonly metadata?: Resolved<readonly string[]>;
  /** As in a call site. */
  readonly resource?: ResourceFacts;
}

export function requestReading(reading: Partial<RequestReading> & Pick<RequestReading, 'model'>): RequestReading {
  return {
    maxTokens: ABSENT,
    takesMaxTokens: true,
    content: NO_CONTENT,
    serviceTier: ABSENT,
    project: ABSENT,
    ...reading,
  };
}

export type Sender = Pick<CallDraft, 'sdk' | 'operation' | 'region' | 'isStreaming'>;

export function callDraft(reading: RequestReading, sender: Sender): CallDraft {
  const { content, ...rest } = reading;
  return { ...rest, ...content, ...sender };
}
