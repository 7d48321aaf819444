package main

import (
	"cmp"
	"flag"
	"fmt"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
)

func expressions() {
	text := "tab\t\"quoted\" \u00e9 \x41 \101"
	raw := `raw \n "text"`
	sum := "a" + text + ("b" + raw)
	number := 1_000 + 0xFF - 010
	decimal := -1.5e3
	yes := !false
	bytes := []byte(text)
	back := string(bytes)
	size := Size("small")
	pointer := &text
	value := *pointer
	asserted := other.(map[string]any)
	item := asserted["key"]
	part := text[1:3]
	wrapped := aws.Int32(512)
	name := aws.ToString(wrapped)
	generic := convert[int32](5)
	filled := fmt.Sprintf("Hello %s, %5.2f %% %[1]q\n", name, number)
	plain := fmt.Sprint("a", name)
	unseen := fmt.Sprintf(template, name)
	replaced := strings.ReplaceAll(raw, "{{name}}", name)
	joined := strings.Join([]string{"a", "b"}, ", ")
	flagged := flag.String("model", "amazon.nova-lite-v1:0", "model to use")
	fallback := cmp.Or(os.Getenv("MODEL"), "default")
	made, list := make(map[string]any), make([]string, 0, 4)
	closure := func(x int) int { return x }
	both := a == b && ask()
	received := <-channel
}
