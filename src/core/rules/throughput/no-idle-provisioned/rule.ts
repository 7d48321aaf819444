import * as z from 'zod';
import { defineRule } from '../../rule.ts';

interface OpenEnded {
  readonly isDeclared: boolean;
  readonly callsPerMonth: number | undefined;
}

export const noIdleProvisioned = defineRule<object, OpenEnded>({
  meta: {
    name: 'throughput/no-idle-provisioned',
    summary: 'Provisioned throughput is bought by the hour, and nothing here ends it.',
    since: '0.1.0',
    judges: 'settings',
    fix: 'none',
    options: z.strictObject({}),
  },
  check({ kind, request }, { workload }) {
    if (kind !== 'call' || !/ProvisionedModelThroughput|provisioned_model_throughput/.test(request.operation))
      return undefined;
    const { commitment } = request.resource ?? {};
    if (commitment?.state !== 'absent' || request.companions?.includes(TEARDOWN) === true) return undefined;
    return { isDeclared: request.isDeclared === true, callsPerMonth: workload?.callsPerMonth };
  },
  message({ isDeclared }) {
    const end = isDeclared ? 'it is paid for as long as the stack stands' : 'nothing in this file deletes it';
    return (
      `Provisioned throughput without a commitment is billed every hour of all 730 of a month, used or not, and ${end}. ` +
      'Delete it when the work is done (DeleteProvisionedModelThroughput), commit to one or six months where the load is steady (40 to 60 % less), ' +
      'or call the model on demand, which costs nothing while nobody calls.'
    );
  },
});

const TEARDOWN = 'deleteprovisionedmodelthroughput';
