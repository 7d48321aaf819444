import assert from 'node:assert/strict';
import type { ModelReference } from '../../../src/core/catalog/modelIds.ts';
import { realCatalog } from './realCatalog.ts';

describe('resolving model ids', () => {
  const resolve = (id: string) => realCatalog().resolve(id);

  it('finds every base model id by itself', () => {
    for (const model of realCatalog().models()) assert.deepEqual(resolve(model.id), { kind: 'model', model });
  });

  it('finds every profile id', () => {
    for (const model of realCatalog().models()) {
      for (const profile of model.profiles.keys())
        assert.deepEqual(resolve(`${profile}.${model.id}`), { kind: 'model', model, profile });
    }
  });

  it('finds the model of an ARN, and its Region', () => {
    const cases: readonly (readonly [arn: string, expected: string])[] = [
      ['arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-pro-v1:0', 'amazon.nova-pro-v1:0 - us-east-1'],
      [
        'arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.anthropic.claude-sonnet-4-6',
        'anthropic.claude-sonnet-4-6 eu eu-west-1',
      ],
      [
        'arn:aws-us-gov:bedrock:us-gov-west-1:1:inference-profile/us-gov.anthropic.claude-opus-5-5',
        'anthropic.claude-opus-5-5 us-gov us-gov-west-1',
      ],
      ['arn:aws:bedrock:*::foundation-model/anthropic.claude-v2', 'anthropic.claude-v2 - -'],
      [
        'arn:aws:bedrock:${AWS::Region}:${AWS::AccountId}:inference-profile/us.amazon.nova-lite-v1:0',
        'amazon.nova-lite-v1:0 us -',
      ],
      [
        'arn:${AWS::Partition}:bedrock:us-east-1::foundation-model/anthropic.claude-v2',
        'anthropic.claude-v2 - us-east-1',
      ],
    ];
    for (const [arn, expected] of cases) assert.equal(described(resolve(arn)), expected, arn);
  });

  it('says of an opaque ARN what it is', () => {
    const cases: readonly (readonly [type: string, what: string])[] = [
      ['application-inference-profile/a1b2c3', 'application-inference-profile'],
      ['provisioned-model/abc', 'provisioned-model'],
      ['imported-model/abc', 'imported-model'],
      ['custom-model/amazon.nova-lite-v1:0:300k/abc', 'custom-model'],
      ['prompt-router/abc', 'prompt-router'],
      ['default-prompt-router/anthropic.claude:1', 'prompt-router'],
      ['prompt/ABCDEF:1', 'prompt'],
      ['agent-alias/A/B', 'other-resource'],
    ];
    for (const [resource, what] of cases) {
      const reference = resolve(`arn:aws:bedrock:us-east-1:123456789012:${resource}`);
      assert.ok(reference.kind === 'opaque', resource);
      assert.equal(reference.what, what);
      assert.equal(reference.region, 'us-east-1');
      assert.ok(reference.reason.includes(' '));
    }
    assert.equal(described(resolve('arn:aws:sagemaker:us-east-1:1:endpoint/e')), 'opaque endpoint');
  });

  it('reads past context lengths, missing versions and the prefixes of frameworks', () => {
    const cases: readonly (readonly [id: string, expected: string])[] = [
      ['anthropic.claude-3-haiku-20240307-v1:0:48k', 'anthropic.claude-3-haiku-20240307-v1:0'],
      ['anthropic.claude-v2:1:200k', 'anthropic.claude-v2:1'],
      ['anthropic.claude-v2:0:18k', 'anthropic.claude-v2'],
      ['amazon.titan-text-express-v1:0:8k', 'amazon.titan-text-express-v1'],
      ['cohere.embed-english-v3:0:512', 'cohere.embed-english-v3'],
      ['anthropic.claude-3-haiku-20240307-v1', 'anthropic.claude-3-haiku-20240307-v1:0'],
      ['anthropic.claude-3-haiku', 'anthropic.claude-3-haiku-20240307-v1:0'],
      ['claude-sonnet-4', 'anthropic.claude-sonnet-4-20250514-v1:0'],
      ['claude-sonnet-4-5-20250929', 'anthropic.claude-sonnet-4-5-20250929-v1:0'],
      ['claude-opus-5', 'anthropic.claude-opus-5'],
      ['nova-micro', 'amazon.nova-micro-v1:0'],
      ['titan-embed-text-v2', 'amazon.titan-embed-text-v2:0'],
      ['openai.gpt-oss-20b-1', 'openai.gpt-oss-20b-1:0'],
      ['ANTHROPIC_CLAUDE_3_SONNET_20240229_V1_0', 'anthropic.claude-3-sonnet-20240229-v1:0'],
      ['meta.llama4-scout-17b-instruct-v1:0:10m', 'meta.llama4-scout-17b-instruct-v1:0'],
      ['anthropic.claude-sonnet-4-6[1m]', 'anthropic.claude-sonnet-4-6'],
      ['amazon.titan-embed-text-v1:2:8k', 'amazon.titan-embed-text-v1'],
      ['bedrock/anthropic.claude-v2', 'anthropic.claude-v2'],
      ['aws:anthropic.claude-v2', 'anthropic.claude-v2'],
      ['bedrock:converse:amazon.nova-lite-v1:0', 'amazon.nova-lite-v1:0'],
      ['bedrock/us-west-2/anthropic.claude-v2', 'anthropic.claude-v2'],
      ['bedrock_converse:amazon.nova-lite-v1:0', 'amazon.nova-lite-v1:0'],
      [' amazon.nova-lite-v1:0\n', 'amazon.nova-lite-v1:0'],
    ];
    for (const [id, expected] of cases) assert.equal(described(resolve(id)), `${expected} - -`, id);
    assert.equal(described(resolve('bedrock/converse/us.amazon.nova-pro-v1:0')), 'amazon.nova-pro-v1:0 us -');
    assert.equal(
      described(resolve('us.anthropic.claude-3-5-sonnet-20241022')),
      'anthropic.claude-3-5-sonnet-20241022-v2:0 us -',
    );
  });

  it('never suggests an id that no source gives', () => {
    assert.equal(resolve('openai.gpt-5.6-cyber').kind, 'model');
    assert.notDeepEqual(resolve('openai.gpt-5.6-cybr'), { kind: 'unknown', closest: 'openai.gpt-5.6-cyber' });
  });

  it('never goes by part of a name', () => {
    for (const id of [
      'anthropic.claude-sonnet-4-6-super',
      'my-anthropic.claude-sonnet-4-6',
      'xx.anthropic.claude-sonnet-4-6',
      'anthropic.claude-sonnet-4-60',
      'anthropic.claude',
      'claude',
      'nova',
      'gpt-4o',
      'claude-3-5-sonnet-latest',
    ])
      assert.equal(resolve(id).kind, 'unknown', id);
  });

  it('does not choose between models that share a short name', () => {
    assert.deepEqual(resolve('claude-3-5-sonnet'), {
      kind: 'unknown',
      candidates: ['anthropic.claude-3-5-sonnet-20240620-v1:0', 'anthropic.claude-3-5-sonnet-20241022-v2:0'],
    });
    assert.deepEqual(resolve('us.amazon.titan-embed-text'), {
      kind: 'unknown',
      candidates: ['us.amazon.titan-embed-text-v1', 'us.amazon.titan-embed-text-v2:0'],
    });
  });

  it('suggests the nearest id', () => {
    assert.deepEqual(resolve('us.anthropic.claude-sonet-4-6'), {
      kind: 'unknown',
      closest: 'us.anthropic.claude-sonnet-4-6',
    });
    assert.deepEqual(resolve('anthropic.claude-3-5-sonnet-20241022-v1:0'), {
      kind: 'unknown',
      closest: 'anthropic.claude-3-5-sonnet-20241022-v2:0',
    });
    assert.deepEqual(resolve('some-other-thing-altogether'), { kind: 'unknown' });
  });

  it('survives hostile ids', () => {
    for (const id of [
      '',
      '.',
      'us.',
      ':',
      'arn:',
      'x'.repeat(1e6),
      `arn:aws:bedrock:${':a'.repeat(900)}`,
      '__proto__',
      'us.constructor',
    ])
      assert.equal(resolve(id).kind, 'unknown', id.slice(0, 40));
  });

  it('knows every model of a public repository of samples', () => {
    for (const id of IDS_SEEN_IN_SAMPLES) assert.equal(resolve(id).kind, 'model', id);
  });

  it('knows which geo profile belongs to a Region', () => {
    const { regions } = realCatalog();
    assert.equal(regions.geoPrefixOf('eu-west-1'), 'eu');
    assert.equal(regions.geoPrefixOf('us-west-2'), 'us');
    assert.deepEqual(regions.geoPrefixesOf('ap-northeast-1'), ['jp', 'apac']);
    assert.equal(regions.geoPrefixOf('us-gov-west-1'), 'us-gov');
    assert.equal(regions.geoPrefixOf('sa-east-1'), undefined);
    assert.equal(regions.has('cn-north-1'), false);
    assert.ok(regions.all.length >= 35);
    const sonnet = realCatalog().model('anthropic.claude-sonnet-4-20250514-v1:0');
    assert.ok(sonnet !== undefined);
    assert.equal(realCatalog().geoProfileOf(sonnet, 'ap-northeast-1'), 'apac');
    assert.equal(realCatalog().geoProfileOf(sonnet, 'sa-east-1'), undefined);
  });
});

function described(reference: ModelReference): string {
  if (reference.kind === 'opaque') return `opaque ${reference.what}`;
  if (reference.kind === 'unknown') return 'unknown';
  return `${reference.model.id} ${reference.profile ?? '-'} ${reference.region ?? '-'}`;
}

const IDS_SEEN_IN_SAMPLES = [
  'ai21.j2-mid-v1',
  'ai21.j2-ultra-v1',
  'amazon.nova-micro-v1:0',
  'amazon.nova-reel-v1:1',
  'amazon.titan-embed-text-v1',
  'amazon.titan-embed-text-v2:0',
  'amazon.titan-text-express-v1',
  'anthropic.claude-3-5-sonnet-20240620-v1:0',
  'anthropic.claude-3-haiku-20240307-v1:0',
  'anthropic.claude-3-sonnet-20240229-v1:0',
  'anthropic.claude-instant-v1',
  'anthropic.claude-v2',
  'cohere.command-text-v14',
  'eu.amazon.nova-lite-v1:0',
  'global.amazon.nova-2-lite-v1:0',
  'global.anthropic.claude-sonnet-4-5-20250929-v1:0',
  'mistral.mistral-7b-instruct-v0:2',
  'openai.gpt-oss-20b-1:0',
  'stability.stable-diffusion-xl-v0',
  'stability.stable-diffusion-xl-v1',
  'us.amazon.nova-lite-v1:0',
  'us.amazon.nova-pro-v1:0',
  'us.anthropic.claude-3-5-sonnet-20241022-v2:0',
  'us.anthropic.claude-sonnet-4-20250514-v1:0',
  'us.anthropic.claude-sonnet-4-5-20250929-v1:0',
  'us.anthropic.claude-sonnet-4-6',
];
