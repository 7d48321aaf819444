import assert from 'node:assert/strict';
import { shownUses } from './shownUses.ts';

const IMPORTS = `import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrockruntime"
	"github.com/aws/aws-sdk-go-v2/service/bedrockruntime/types"
)
`;

const CONVERSE = `c.api.Converse(ctx, &bedrockruntime.ConverseInput{
		ModelId:         aws.String(c.model),
		Messages:        []types.Message{{Role: types.ConversationRoleUser, Content: []types.ContentBlock{&types.ContentBlockMemberText{Value: prompt}}}},
		InferenceConfig: &types.InferenceConfiguration{MaxTokens: aws.Int32(maxTokens)},
	})`;

const CLIENT = `package llm

${IMPORTS}
type Client struct {
	api   *bedrockruntime.Client
	model string
}

func (c *Client) Ask(ctx context.Context, prompt string, maxTokens int32) (string, error) {
	out, err := ${CONVERSE}
	return text(out), err
}
`;

const MODULE = { 'go.mod': 'module example.com/team/shop\n\ngo 1.24\n' };

describe('uses of a wrapper in Go', () => {
  it('are found in other packages, with constants of other files', async () => {
    const files = {
      ...MODULE,
      'internal/llm/new.go': `package llm

func NewClient(model string) *Client {
	return &Client{model: model}
}
`,
      'internal/prompts/texts.go': 'package prompts\n\nconst (\n\tTriage = "Sort this mail"\n\tCap    = 50\n)\n',
      'cmd/main.go': `package main

import (
	"context"

	"example.com/team/shop/internal/llm"
	"example.com/team/shop/internal/prompts"
)

func main() {
	client := llm.NewClient("amazon.nova-lite-v1:0")
	client.Ask(context.Background(), prompts.Triage, prompts.Cap)
	client.Ask(context.Background(), "Write a poem", 900)
}
`,
    };
    assert.equal(
      await shownUses('internal/llm/client.go', CLIENT, files),
      `call 17
  cmd/main.go:12 amazon.nova-lite-v1:0 50 / user: Sort this mail
  cmd/main.go:13 amazon.nova-lite-v1:0 900 / user: Write a poem`,
    );
  });

  it('are found through an interface that the wrapper keeps, and with the object that the program makes', async () => {
    const files = {
      ...MODULE,
      'internal/llm/new.go': `package llm

func NewClient(model string) *Client {
	return &Client{model: model}
}
`,
      'internal/mail/sort.go': `package mail

import "context"

type Asker interface {
	Ask(ctx context.Context, prompt string, maxTokens int32) (string, error)
}

type Other interface {
	Ask(ctx context.Context, prompt string) string
	Close()
}

type Sorter struct {
	asker Asker
	other Other
}

func NewSorter(asker Asker) *Sorter {
	return &Sorter{asker: asker}
}

func (s *Sorter) Sort(ctx context.Context, mail string) {
	s.asker.Ask(ctx, "Sort this mail: "+mail, 20)
	s.other.Ask(ctx, "Not through this one")
}
`,
      'main.go': `package main

import (
	"example.com/team/shop/internal/llm"
	"example.com/team/shop/internal/mail"
)

func main() {
	sorter := mail.NewSorter(llm.NewClient("amazon.nova-pro-v1:0"))
	sorter.Sort(ctx, "Hello")
}
`,
    };
    assert.equal(
      await shownUses('internal/llm/client.go', CLIENT, files),
      `call 17
  main.go:10 amazon.nova-pro-v1:0 20 / user: Sort this mail: Hello`,
    );
  });

  it('have the settings that options set, or their defaults', async () => {
    const files = {
      ...MODULE,
      'internal/llm/options.go': `package llm

type Option func(*Client)

func WithModel(model string) Option {
	return func(c *Client) {
		c.model = model
	}
}

func New(options ...Option) *Client {
	c := &Client{model: "amazon.nova-lite-v1:0"}
	for _, option := range options {
		option(c)
	}
	return c
}
`,
      'cmd/a/main.go': `package main

import "example.com/team/shop/internal/llm"

func main() {
	llm.New(llm.WithModel("amazon.nova-pro-v1:0")).Ask(ctx, "With an option", 10)
	llm.New().Ask(ctx, "Without", 10)
}
`,
    };
    assert.equal(
      await shownUses('internal/llm/client.go', CLIENT, files),
      `call 17
  cmd/a/main.go:6 amazon.nova-pro-v1:0 10 / user: With an option
  cmd/a/main.go:7 amazon.nova-lite-v1:0 10 / user: Without`,
    );
  });

  it('are found where a function that is handed on makes them, and through method values', async () => {
    const files = {
      ...MODULE,
      'internal/llm/new.go': 'package llm\n\nfunc New(model string) *Client { return &Client{model: model} }\n',
      'tools/tools.go': `package tools

import "example.com/team/shop/internal/llm"

func Plan(client *llm.Client, prompt string) func(s string) {
	return func(s string) {
		client.Ask(ctx, prompt, 5)
	}
}
`,
      'main.go': `package main

import (
	"example.com/team/shop/internal/llm"
	"example.com/team/shop/tools"
)

func main() {
	client := llm.New("amazon.nova-lite-v1:0")
	add(tools.Plan(client, "Plan the day"))
	ask := client.Ask
	ask(ctx, "Through a value", 7)
}
`,
    };
    assert.equal(
      await shownUses('internal/llm/client.go', CLIENT, files),
      `call 17
  main.go:12 amazon.nova-lite-v1:0 7 / user: Through a value
  main.go:10 amazon.nova-lite-v1:0 5 / user: Plan the day`,
    );
  });

  it('do not take a package of somebody else for a folder of the same name', async () => {
    const files = {
      ...MODULE,
      'internal/llm/new.go': 'package llm\n\nfunc New(model string) *Client { return &Client{model: model} }\n',
      'main.go': `package main

import "github.com/somebody/else/llm"

func main() {
	llm.New("amazon.nova-lite-v1:0").Ask(ctx, "Elsewhere", 5)
}
`,
    };
    assert.equal(
      await shownUses('internal/llm/client.go', CLIENT, files),
      `call 17
  17 unknown unknown / user: {prompt}`,
    );
  });

  it('are none of those that call it only for other models', async () => {
    const text = `package llm

${IMPORTS}
func sendTitan(ctx context.Context, api *bedrockruntime.Client, model string, prompt string) {
	api.Converse(ctx, &bedrockruntime.ConverseInput{
		ModelId:  aws.String(model),
		Messages: []types.Message{{Role: types.ConversationRoleUser, Content: []types.ContentBlock{&types.ContentBlockMemberText{Value: prompt}}}},
	})
}

func Send(ctx context.Context, api *bedrockruntime.Client, model string, prompt string) {
	switch {
	case strings.Contains(model, "titan"):
		sendTitan(ctx, api, model, prompt)
	}
}

func main() {
	Send(ctx, nil, "amazon.titan-text-lite-v1", "To Titan")
	Send(ctx, nil, "anthropic.claude-v2", "To Claude")
}
`.replace('"context"', '"context"\n\t"strings"');
    assert.equal(
      await shownUses('llm/send.go', text),
      `call 13
  27 amazon.titan-text-lite-v1 absent / user: To Titan`,
    );
  });
});
