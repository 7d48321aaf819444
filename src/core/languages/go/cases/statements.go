package main

import (
	"fmt"
	"strings"
)

func statements(messages []string) (string, int, error) {
	if value, err := load(); err != nil {
		return "", 0, fail(err)
	} else if value == "" {
		value = "default"
	} else {
		use(value)
	}
	for i := 0; i < 3; i++ {
		turn(i)
	}
	for _, message := range messages {
		send(message)
	}
	for index := range messages {
		send(messages[index])
	}
	prices := map[string]int{"a": 1}
	for name, price := range prices {
		send(name, price)
	}
	for key := range prices {
		send(key)
	}
	for ready() {
		break
	}
	for {
		again()
	}
	switch kind := kindOf(messages); kind {
	case "a", "b":
		first()
		fallthrough
	default:
		second()
	}
	switch typed := any(messages).(type) {
	case []string:
		use(typed)
	}
	select {
	case answer := <-channel:
		use(answer)
	case channel <- ask():
	}
	defer finish()
	go func() { work() }()
	messages = append(messages, "one", two())
	messages = append(messages, others...)
	input.Messages = append(input.Messages, message)
	copied := append([]string{"x"}, messages...)
	a, b, c := three()
	_, ok := lookup["x"]
	text, _ := one()
	left, right := right, left
	total += "more"
	count -= 1
	var out strings.Builder
	out.WriteString("first")
	fmt.Fprintf(&out, "second %s", text)
	flag.StringVar(&model, "model", "amazon.nova-lite-v1:0", "which model")
	return out.String(), count, nil
}
