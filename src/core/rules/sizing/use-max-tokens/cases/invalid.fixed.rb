require "aws-sdk-bedrockruntime"

client = Aws::BedrockRuntime::Client.new(region: "us-east-1")

def ask(client, question)
  client.converse(
    model_id: "us.anthropic.claude-test-1-v1:0",
    messages: [{ role: "user", content: [{ text: question }] }],
    inference_config: { max_tokens: 4096 }
  )
end

def ask_with_temperature(client, question)
  params = { model_id: "us.amazon.nova-test-v1:0", messages: [{ role: "user", content: [{ text: question }] }], inference_config: { temperature: 0, max_tokens: 4096 } }
  client.converse_stream(params)
end

def ask_in_json(client, question)
  body = {
    "anthropic_version" => "bedrock-2023-05-31",
    "messages" => [{ role: "user", content: question }],
    "max_tokens" => 4096
  }
  client.invoke_model(model_id: "us.anthropic.claude-test-1-v1:0", body: body.to_json)
end
