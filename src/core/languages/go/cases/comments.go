// Package main says hello.
package main

/* A block
of lines. */
func main() { // behind
	/* inside */ say("hello") // bedrock-cost-lint-ignore cost/x: a reason
}
