import type { TokenFamily } from '../../domain/tokenFamily.ts';
import claudeV3 from './claude-v3.json' with { type: 'json' };
import claudeV47 from './claude-v47.json' with { type: 'json' };
import commandR from './command-r.json' with { type: 'json' };
import deepseek from './deepseek.json' with { type: 'json' };
import type { FamilyCalibration } from './familyCalibration.ts';
import gemma from './gemma.json' with { type: 'json' };
import gptOss from './gpt-oss.json' with { type: 'json' };
import llama3 from './llama-3.json' with { type: 'json' };
import llama4 from './llama-4.json' with { type: 'json' };
import mistralTekken from './mistral-tekken.json' with { type: 'json' };
import mistralV3 from './mistral-v3.json' with { type: 'json' };
import nova1 from './nova-1.json' with { type: 'json' };
import nova2 from './nova-2.json' with { type: 'json' };
import other from './other.json' with { type: 'json' };
import qwen from './qwen.json' with { type: 'json' };
import titan from './titan.json' with { type: 'json' };

export const FAMILY_CALIBRATIONS: Readonly<Record<TokenFamily, FamilyCalibration>> = {
  'claude-v3': claudeV3,
  'claude-v47': claudeV47,
  'nova-1': nova1,
  'nova-2': nova2,
  'llama-3': llama3,
  'llama-4': llama4,
  'mistral-v3': mistralV3,
  'mistral-tekken': mistralTekken,
  deepseek,
  qwen,
  'command-r': commandR,
  gemma,
  'gpt-oss': gptOss,
  titan,
  other,
};
