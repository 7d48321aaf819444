package main

type Request struct {
	Prompt    string   `json:"prompt"`
	MaxTokens int      `json:"max_tokens,omitempty"`
	Stop      []string `json:"-"`
	Messages  []struct {
		Role string `json:"role"`
	} `json:"messages"`
}

type Service struct {
	Base
	*other.Logger
	client  *bedrockruntime.Client
	modelID string
}

func NewService(client *bedrockruntime.Client) *Service {
	return &Service{client: client, modelID: "amazon.nova-lite-v1:0"}
}

func (s *Service) Ask(ctx context.Context, a, b string, rest ...string) (answer string, err error) {
	request := Request{Prompt: a + b, MaxTokens: 512, Messages: []struct {
		Role string `json:"role"`
	}{{Role: "user"}}}
	request.MaxTokens = 1024
	body, err := json.Marshal(request)
	s.last = request.Prompt
	if err != nil {
		return
	}
	return s.send(ctx, body), nil
}

type Asker interface {
	Ask(ctx context.Context, a string) (string, error)
}

func (h Elsewhere) Run() { h.service.Ask() }

func literals() {
	a := Request{"written", 1, nil, nil}
	b := []Request{{Prompt: "x"}, {Prompt: "y"}}
	c := &types.Message{Role: types.ConversationRoleUser, Content: []types.ContentBlock{
		&types.ContentBlockMemberText{Value: prompt},
	}}
	d := map[string]map[string]any{"outer": {"inner": 1}}
	e := struct {
		Text string `json:"inputText"`
	}{Text: "x"}
	f := [...]string{"a", "b"}
	g := []Message{{Role: "user"}}
	h := map[Size]Service{small: {modelID: "m"}}
	use(a, b, c, d, e, f, g, h)
}
