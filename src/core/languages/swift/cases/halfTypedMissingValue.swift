import AWSBedrockRuntime

func before() {}

func ask(client: BedrockRuntimeClient) async throws {
    before()
    let input = ConverseInput(modelId: , messages: [])
    after()
}

func after() {}
