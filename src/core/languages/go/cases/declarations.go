package main

const region = "us-east-1"

const (
	small Size = iota * 512
	medium
	large
	model, version = "anthropic.claude", 3
)

var client *bedrockruntime.Client

var (
	names  []string
	limits = map[string]int32{"haiku": 4096, "opus": 4 * 1024}
	first, second string
)

//go:embed prompts/system.txt
var systemPrompt string

func init() {
	client = connect()
	local := 1
	local = 2
	func() { client, local = nil, 3 }()
}
