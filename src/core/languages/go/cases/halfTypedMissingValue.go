package main

func before() {}

func ask(client *bedrockruntime.Client) {
	before()
	client.Converse(ctx, &bedrockruntime.ConverseInput{
		ModelId: aws.String("anthropic.claude-3-haiku-20240307-v1:0"),
		InferenceConfig: &types.InferenceConfiguration{
			MaxTokens: ,
		},
	})
	after()
}

func after() {}
