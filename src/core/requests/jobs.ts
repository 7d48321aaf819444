/** Requests of jobs and of reserved capacity. Source: AWS API reference, Amazon Bedrock. */
import { unknown } from '../domain/resolved.ts';
import type { ObjectValue } from '../domain/value.ts';
import { unseen } from './content.ts';
import { requestReading } from './draft.ts';
import type { RequestReading } from './draft.ts';
import { readField, readKeys, readModel, readText } from './fields.ts';

/** `CreateModelInvocationJob`: the requests stand in files, each with a cap of its own. */
export function readBatchJob(request: ObjectValue): RequestReading {
  const place = { uri: request.origin.uri, range: request.origin.range };
  return requestReading({
    model: readModel(request, 'modelId'),
    takesMaxTokens: false,
    content: { ...unseen('document', 'records of the job', place), hasUnseenInput: false },
  });
}

/** `CreateProvisionedModelThroughput`. */
export function readCapacity(request: ObjectValue): RequestReading {
  return requestReading({
    model: readModel(request, 'modelId'),
    takesMaxTokens: false,
    resource: {
      commitment: readText(readField(request, 'commitmentDuration')),
      tags: readKeys(readField(request, 'tags')),
    },
    unpricedBecause: 'provisioned throughput is paid for by the hour, used or not',
  });
}

/** `CreateModelCustomizationJob`: what is fitted, or the student of a distillation. */
export function readCustomization(request: ObjectValue): RequestReading {
  return requestReading({
    model: readModel(request, 'baseModelIdentifier'),
    takesMaxTokens: false,
    resource: { hasValidation: readField(request, 'validationDataConfig') !== 'absent' },
    unpricedBecause: 'a customization job is paid for by the tokens of its training data',
  });
}

/** `CreateModelImportJob`. */
export function readImport(): RequestReading {
  return requestReading({
    model: unknown('the imported model gets its ARN when the job is done'),
    takesMaxTokens: false,
    resource: {},
    unpricedBecause: 'an imported model is paid for by the minutes that it is ready, and by its storage',
  });
}
