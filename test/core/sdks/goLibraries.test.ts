import { itFinds } from './itFinds.ts';

describe('anthropic-sdk-go', () => {
  const program = (imports: string, body: string): string => `package main

import (
	"context"

	"github.com/anthropics/anthropic-sdk-go"
	"github.com/anthropics/anthropic-sdk-go/${imports}"
)

${body}
`;
  itFinds('main.go', [
    [
      'a client with the option of Bedrock',
      program(
        'bedrock',
        `func main() {
	client := anthropic.NewClient(bedrock.WithLoadDefaultConfig(context.Background(), config.WithRegion("us-east-1")))
	client.Messages.New(ctx, anthropic.MessageNewParams{
		MaxTokens: 1024,
		System:    []anthropic.TextBlockParam{{Text: "Be brief", CacheControl: anthropic.NewCacheControlEphemeralParam()}},
		Messages:  []anthropic.MessageParam{anthropic.NewUserMessage(anthropic.NewTextBlock("Write a poem"))},
		Model:     "us.anthropic.claude-sonnet-4-5-20250929-v1:0",
	})
}`,
      ),
      `anthropic Messages model=us.anthropic.claude-sonnet-4-5-20250929-v1:0 cap=1024 region=us-east-1
  system: Be brief *
  user: Write a poem`,
    ],
    [
      'options in a list, a stream',
      program(
        'bedrock',
        `func New(ctx context.Context, useBedrock bool) anthropic.Client {
	opts := []option.RequestOption{}
	if useBedrock {
		opts = append(opts, bedrock.WithConfig(cfg))
	}
	return anthropic.NewClient(opts...)
}

func main() {
	client := New(ctx, true)
	client.Messages.NewStreaming(ctx, anthropic.MessageNewParams{
		Model:     anthropic.Model("anthropic.claude-3-haiku-20240307-v1:0"),
		MaxTokens: int64(300),
		Messages:  []anthropic.MessageParam{{Role: anthropic.MessageParamRoleUser, Content: []anthropic.ContentBlockParamUnion{{OfText: &anthropic.TextBlockParam{Text: "Hi"}}}}},
	})
}`,
      ),
      `anthropic Messages model=anthropic.claude-3-haiku-20240307-v1:0 cap=300 region=? streaming
  user: Hi`,
    ],
    [
      "Anthropic's own service",
      program(
        'option',
        `func main() {
	client := anthropic.NewClient(option.WithAPIKey("k"))
	client.Messages.New(ctx, anthropic.MessageNewParams{MaxTokens: 1024, Model: anthropic.ModelClaudeSonnet4_5})
}`,
      ),
      '',
    ],
  ]);
});

describe('plain HTTP in Go', () => {
  itFinds('main.go', [
    [
      'a request that is made and sent',
      `package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
)

func ask(client *http.Client, region string) {
	body, _ := json.Marshal(map[string]any{
		"messages":        []map[string]any{{"role": "user", "content": []map[string]string{{"text": "Hello there"}}}},
		"inferenceConfig": map[string]any{"maxTokens": 50},
	})
	endpoint := fmt.Sprintf("https://bedrock-runtime.%s.amazonaws.com/model/%s/converse", region, url.PathEscape("amazon.nova-lite-v1:0"))
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, endpoint, bytes.NewReader(body))
	resp, err := client.Do(req)
}

func other(client *http.Client) {
	req, _ := http.NewRequest("GET", "https://example.com", nil)
	client.Do(req)
}
`,
      `http Converse model=amazon.nova-lite-v1:0 cap=50 region=?
  user: Hello there`,
    ],
  ]);
});

describe('OpenAI and go-openai on a Bedrock endpoint', () => {
  itFinds('main.go', [
    [
      'openai-go',
      `package main

import (
	"github.com/openai/openai-go/v3"
	"github.com/openai/openai-go/v3/option"
)

func main() {
	client := openai.NewClient(option.WithBaseURL("https://bedrock-runtime.us-west-2.amazonaws.com/openai/v1"), option.WithAPIKey(key))
	client.Chat.Completions.New(ctx, openai.ChatCompletionNewParams{
		Model:               openai.ChatModel("openai.gpt-oss-20b-1:0"),
		MaxCompletionTokens: openai.Int(200),
		Messages: []openai.ChatCompletionMessageParamUnion{
			openai.SystemMessage("Be brief"),
			openai.UserMessage("Hello"),
		},
	})
	own := openai.NewClient(option.WithAPIKey(key))
	own.Chat.Completions.New(ctx, openai.ChatCompletionNewParams{Model: "gpt-4o"})
}
`,
      `openai ChatCompletions model=openai.gpt-oss-20b-1:0 cap=200 region=us-west-2
  system: Be brief
  user: Hello`,
    ],
    [
      'go-openai',
      `package main

import openai "github.com/sashabaranov/go-openai"

func main() {
	config := openai.DefaultConfig(key)
	config.BaseURL = "https://bedrock-mantle.us-east-1.api.aws/v1"
	client := openai.NewClientWithConfig(config)
	client.CreateChatCompletion(ctx, openai.ChatCompletionRequest{
		Model:     "openai.gpt-oss-120b",
		MaxTokens: 100,
		Messages:  []openai.ChatCompletionMessage{{Role: openai.ChatMessageRoleUser, Content: "Hello"}},
	})
}
`,
      `openai ChatCompletions model=openai.gpt-oss-120b cap=100 region=us-east-1
  user: Hello`,
    ],
  ]);
});

describe('Genkit for Go', () => {
  itFinds('main.go', [
    [
      'a model of the Bedrock plugin',
      `package main

import (
	"github.com/firebase/genkit/go/ai"
	"github.com/firebase/genkit/go/genkit"
	bedrock "github.com/xavidop/genkit-aws-bedrock-go"
)

func main() {
	plugin := &bedrock.Bedrock{Region: "us-east-1"}
	g := genkit.Init(ctx, genkit.WithPlugins(plugin))
	model := plugin.DefineModel(g, bedrock.ModelDefinition{Name: "amazon.nova-lite-v1:0", Type: "chat"}, nil)
	genkit.Generate(ctx, g, ai.WithModel(model), ai.WithSystem("Be brief"), ai.WithPrompt("Hello"), ai.WithConfig(&bedrock.Config{MaxTokens: 512}))
	genkit.Generate(ctx, g, ai.WithModelName("bedrock/amazon.nova-pro-v1:0"), ai.WithMessages(
		ai.NewSystemMessage(ai.NewTextPart("Long rules"), bedrock.NewCachePointPart()),
		ai.NewUserTextMessage("Hi"),
	))
	genkit.Generate(ctx, g, ai.WithModelName("googleai/gemini"), ai.WithPrompt("Elsewhere"))
}
`,
      `genkit Converse model=amazon.nova-lite-v1:0 cap=512 region=?
  system: Be brief
  user: Hello
genkit Converse model=amazon.nova-pro-v1:0 cap=- region=?
  system: Long rules *
  user: Hi`,
    ],
  ]);
});

describe('langchaingo', () => {
  itFinds('main.go', [
    [
      'a model of Bedrock',
      `package main

import (
	"github.com/tmc/langchaingo/llms"
	"github.com/tmc/langchaingo/llms/bedrock"
)

func main() {
	llm, err := bedrock.New(bedrock.WithModel(bedrock.ModelAnthropicClaudeV3Haiku))
	llm.GenerateContent(ctx, []llms.MessageContent{
		llms.TextParts(llms.ChatMessageTypeSystem, "Be brief"),
		{Role: llms.ChatMessageTypeHuman, Parts: []llms.ContentPart{llms.TextPart("Hello")}},
	}, llms.WithMaxTokens(100))
}
`,
      `langchaingo InvokeModel model=anthropic.claude-3-haiku-20240307-v1:0 cap=100 region=-
  system: Be brief
  user: Hello`,
    ],
  ]);
});

describe('Eino', () => {
  itFinds('main.go', [
    [
      'Claude by Bedrock, and by Anthropic',
      `package main

import (
	"github.com/cloudwego/eino-ext/components/model/claude"
	"github.com/cloudwego/eino/schema"
)

func main() {
	cm, err := claude.NewChatModel(ctx, &claude.Config{ByBedrock: true, Region: "us-west-2", Model: "anthropic.claude-3-haiku-20240307-v1:0", MaxTokens: 3000})
	cm.Generate(ctx, []*schema.Message{schema.SystemMessage("Be brief"), {Role: schema.User, Content: "Hello"}})
	own, err := claude.NewChatModel(ctx, &claude.Config{APIKey: key, Model: "claude-3-5-haiku", MaxTokens: 3000})
}
`,
      `eino Messages model=anthropic.claude-3-haiku-20240307-v1:0 cap=3000 region=us-west-2
  system: Be brief
  user: Hello`,
    ],
  ]);
});
