import assert from 'node:assert/strict';
import type { CallSite } from '../../../src/core/domain/callSite.ts';
import type { EditIntent } from '../../../src/core/domain/edit.ts';
import { knownValue } from '../../../src/core/domain/resolved.ts';
import { go } from '../../../src/core/languages/go/go.ts';
import { applyEdits } from '../../../src/core/util/text.ts';
import { analyzeText } from '../../support/analyze.ts';

const HEAD = `package main

import (
	"context"
	"encoding/json"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/bedrockruntime"
	"github.com/aws/aws-sdk-go-v2/service/bedrockruntime/document"
	"github.com/aws/aws-sdk-go-v2/service/bedrockruntime/types"
)

`;

describe('AWS SDK for Go', () => {
  it('reads a Converse request with its unions and enumerations', async () => {
    const [call] = await callsIn(`
      func ask(ctx context.Context, client *bedrockruntime.Client, question string) {
        client.Converse(ctx, &bedrockruntime.ConverseInput{
          ModelId: aws.String("amazon.nova-lite-v1:0"),
          InferenceConfig: &types.InferenceConfiguration{MaxTokens: aws.Int32(512)},
          ServiceTier: &types.ServiceTier{Type: types.ServiceTierTypeFlex},
          System: []types.SystemContentBlock{
            &types.SystemContentBlockMemberText{Value: "Be terse."},
            &types.SystemContentBlockMemberCachePoint{Value: types.CachePointBlock{
              Type: types.CachePointTypeDefault, Ttl: types.CacheTTLOneHour,
            }},
          },
          Messages: []types.Message{
            {Role: types.ConversationRoleUser, Content: []types.ContentBlock{
              &types.ContentBlockMemberImage{Value: types.ImageBlock{Format: types.ImageFormatPng}},
              &types.ContentBlockMemberText{Value: question},
            }},
            {Role: types.ConversationRoleAssistant, Content: []types.ContentBlock{&types.ContentBlockMemberText{Value: "{"}}},
          },
          ToolConfig: &types.ToolConfiguration{Tools: []types.Tool{&types.ToolMemberToolSpec{Value: types.ToolSpecification{
            Name: aws.String("Look"),
            InputSchema: &types.ToolInputSchemaMemberJson{Value: document.NewLazyDocument(map[string]any{"Type": "object"})},
          }}}},
        })
      }`);
    assert.ok(call);
    assert.equal(call.operation, 'Converse');
    assert.equal(knownValue(call.model), 'amazon.nova-lite-v1:0');
    assert.equal(knownValue(call.maxTokens), 512);
    assert.equal(knownValue(call.serviceTier), 'flex');
    assert.deepEqual(
      call.segments.map(({ role }) => role),
      ['tools', 'system', 'image', 'user', 'assistant'],
    );
    assert.equal(textOf(call, 0), '[{"toolSpec": {"name": "Look", "inputSchema": {"json": {"Type": "object"}}}}]');
    assert.equal(textOf(call, 1), 'Be terse.');
    assert.equal(call.segments[1]?.checkpoint?.ttlSeconds, 3600);
    assert.equal(textOf(call, 3), '‹question›');
    assert.equal(call.toolCount, 1);
  });

  it('follows the client to its Region, and fields of the object that asks', async () => {
    const [call] = await callsIn(`
      type Asker struct {
        client *bedrockruntime.Client
        model  string
      }
      func NewAsker(cfg aws.Config) *Asker {
        return &Asker{client: bedrockruntime.NewFromConfig(cfg), model: "amazon.nova-lite-v1:0"}
      }
      func (a *Asker) ask(ctx context.Context) {
        a.client.ConverseStream(ctx, &bedrockruntime.ConverseStreamInput{ModelId: &a.model})
      }
      func main() {
        cfg, err := config.LoadDefaultConfig(context.TODO(), config.WithRegion("eu-west-1"))
        NewAsker(cfg).ask(context.TODO())
      }`);
    assert.ok(call);
    assert.equal(call.isStreaming, true);
    assert.deepEqual(call.enclosing, ['Asker', 'ask']);
    assert.equal(knownValue(call.model), 'amazon.nova-lite-v1:0');
    assert.equal(knownValue(call.region), 'eu-west-1');
    assert.equal(call.maxTokens.state, 'absent');
  });

  it('reads bodies by the JSON names of structs', async () => {
    const [call] = await callsIn(`
      type message struct {
        Role    string \`json:"role"\`
        Content string \`json:"content"\`
      }
      type request struct {
        Version   string    \`json:"anthropic_version"\`
        MaxTokens int       \`json:"max_tokens"\`
        Messages  []message \`json:"messages"\`
      }
      func ask(ctx context.Context, client *bedrockruntime.Client) {
        r := request{Version: "bedrock-2023-05-31", Messages: []message{{Role: "user", Content: "Why?"}}}
        r.MaxTokens = 300
        body, err := json.Marshal(r)
        client.InvokeModel(ctx, &bedrockruntime.InvokeModelInput{ModelId: aws.String("anthropic.claude-x"), Body: body})
      }`);
    assert.ok(call);
    assert.equal(knownValue(call.maxTokens), 300);
    assert.equal(textOf(call, 0), 'Why?');
  });

  it('does not take what a struct of another package leaves out for absent', async () => {
    const body = (fields: string): string => `
      func ask(ctx context.Context, client *bedrockruntime.Client) {
        body, _ := json.Marshal(claude.Request{${fields}})
        client.InvokeModel(ctx, &bedrockruntime.InvokeModelInput{ModelId: aws.String("anthropic.claude-x"), Body: body})
      }`;
    const [without] = await callsIn(body('System: "x"'));
    assert.equal(without?.maxTokens.state, 'unknown');
    const [withCap] = await callsIn(body('MaxTokens: 200'));
    assert.ok(withCap);
    assert.equal(knownValue(withCap.maxTokens), 200);
    assert.equal(withCap.setMaxTokens?.(1)[0]?.kind, 'replace-value');
  });

  it('takes a request that is filled in later, and one that is a parameter, for open', async () => {
    const calls = await callsIn(`
      func chat(ctx context.Context, client Converser) {
        input := &bedrockruntime.ConverseInput{ModelId: aws.String("amazon.nova-lite-v1:0")}
        input.InferenceConfig = &types.InferenceConfiguration{MaxTokens: aws.Int32(7)}
        input.Messages = append(input.Messages, types.Message{Role: "user", Content: []types.ContentBlock{
          &types.ContentBlockMemberText{Value: "Hi"},
        }})
        client.Converse(ctx, input)
      }
      func pass(ctx context.Context, client *bedrockruntime.Client, input *bedrockruntime.ConverseInput) {
        client.Converse(ctx, input)
      }`);
    const [filled, passed] = calls;
    assert.ok(filled && passed);
    assert.equal(knownValue(filled.maxTokens), 7);
    assert.equal(textOf(filled, 0), 'Hi');
    assert.equal(passed.model.state, 'unknown');
    assert.equal(passed.maxTokens.state, 'unknown');
  });

  it('leaves look-alikes alone', async () => {
    const [call, ...others] = await callsIn(`
      type Wrapper struct{ client *bedrockruntime.Client }
      func (w *Wrapper) Converse(ctx context.Context, input *bedrockruntime.ConverseInput) {
        w.client.Converse(ctx, input)
      }
      func main() {
        w := &Wrapper{}
        w.Converse(context.TODO(), &bedrockruntime.ConverseInput{ModelId: aws.String("amazon.nova-lite-v1:0")})
        inference.Converse(context.TODO(), "prompt")
        other.InvokeModel(context.TODO(), &sagemaker.InvokeModelInput{})
      }`);
    assert.ok(call);
    assert.equal(others.length, 0);
    assert.deepEqual(call.enclosing, ['Wrapper', 'Converse']);
    assert.equal(knownValue(call.model), 'amazon.nova-lite-v1:0');
  });

  it('writes a cap and a checkpoint as Go has them', async () => {
    const source = (
      config: string,
      system: string,
    ): string => `${HEAD}func ask(ctx context.Context, client *bedrockruntime.Client) {
	client.Converse(ctx, &bedrockruntime.ConverseInput{
		ModelId: aws.String("amazon.nova-lite-v1:0"),
		System: []types.SystemContentBlock{&types.SystemContentBlockMemberText{Value: "x"}${system}},${config}
	})
}
`;
    const before = source('', '');
    const [call] = await callsOf(before);
    const cap = call?.setMaxTokens?.(1024) ?? [];
    const checkpoint = call?.segments[0]?.insertCheckpoint ?? [];
    const config = '\n\t\tInferenceConfig: &types.InferenceConfiguration{MaxTokens: aws.Int32(1024)},';
    const point =
      ', &types.SystemContentBlockMemberCachePoint{Value: types.CachePointBlock{Type: types.CachePointType("default")}}';
    assert.equal(edited(before, cap), source(config, ''));
    assert.equal(edited(before, checkpoint), source('', point));
    const capped = source(config, '');
    const [again] = await callsOf(capped);
    assert.equal(edited(capped, again?.setMaxTokens?.(64) ?? []), capped.replace('1024', '64'));
  });
});

function callsIn(body: string): Promise<readonly CallSite[]> {
  return callsOf(HEAD + body);
}

async function callsOf(text: string): Promise<readonly CallSite[]> {
  return (await analyzeText({ path: 'main.go', text })).callSites.map(({ callSite }) => callSite);
}

function textOf(call: CallSite, index: number): string | undefined {
  return call.segments[index]?.parts.map((part) => (part.kind === 'text' ? part.text : `‹${part.name}›`)).join('');
}

function edited(text: string, edits: readonly EditIntent[]): string {
  const written = edits.map((edit) => go.writeEdit({ uri: 'file:///workspace/main.go', text }, edit));
  return applyEdits(
    text,
    written.flatMap((textEdits) => textEdits ?? assert.fail('no place for the edit')),
  );
}
