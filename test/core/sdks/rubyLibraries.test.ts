import { itFinds } from './itFinds.ts';

const CONFIGURATION = {
  'config/initializers/ruby_llm.rb': `
RubyLLM.configure do |config|
  # config.openai_api_key = ENV["OPENAI_API_KEY"]
  config.bedrock_region = "us-east-1"
  config.default_model = "us.amazon.nova-lite-v1:0"
end
`,
};

describe('libraries for Ruby', () => {
  itFinds('app/services/asker.rb', [
    [
      'RubyLLM with a provider, and what is sent through the chat',
      `
      chat = RubyLLM.chat(model: "anthropic.claude-3-haiku-20240307-v1:0", provider: :bedrock)
      chat.with_instructions("Be terse.").with_params(max_tokens: 50).ask("Why is #{thing}?") { |chunk| print chunk }
      RubyLLM.chat(model: "gpt-5", provider: :openai).ask("no")
      RubyLLM.chat(model: "claude-sonnet-4").ask("whose?")
      RubyLLM.embed("some text", model: "amazon.titan-embed-text-v2:0", provider: :bedrock)`,
      `
ruby-llm Converse model=anthropic.claude-3-haiku-20240307-v1:0 cap=50 region=? streaming unseen
  system: Be terse.
  user: Why is {thing}?
ruby-llm InvokeModel model=amazon.titan-embed-text-v2:0 cap=n/a region=-
  user: some text`,
    ],
    [
      'RubyLLM with what its configuration says',
      `
      RubyLLM.chat.ask("Hello")
      RubyLLM.chat(model: "claude-haiku-4-5").with_max_output_tokens(9).ask("Hello")`,
      `
ruby-llm Converse model=us.amazon.nova-lite-v1:0 cap=- region=? unseen
  user: Hello
ruby-llm Converse model=anthropic.claude-haiku-4-5-20251001-v1:0 cap=9 region=? unseen
  user: Hello`,
      { workspaceFiles: CONFIGURATION },
    ],
    [
      'langchainrb: the model that the method uses',
      `
      llm = Langchain::LLM::AwsBedrock.new(default_options: { chat_model: "amazon.nova-lite-v1:0" })
      llm.chat(messages: [{ role: "user", content: "Hi" }], max_tokens: 77)
      other = Langchain::LLM::AwsBedrock.new(aws_client_options: { region: "eu-central-1" })
      other.complete(prompt: "Once")`,
      `
langchainrb InvokeModel model=amazon.nova-lite-v1:0 cap=77 region=-
  user: Hi
langchainrb InvokeModel model=anthropic.claude-v2:1 cap=- region=eu-central-1
  user: Once`,
      { workspaceFiles: { 'Gemfile.lock': 'GEM\n  specs:\n    langchainrb (0.19.5)\n' } },
    ],
    [
      'langchainrb of a version that nothing tells',
      `Langchain::LLM::AwsBedrock.new.chat(messages: messages)`,
      `langchainrb InvokeModel model=? cap=- region=-
  user: {user}`,
    ],
    [
      "Anthropic's SDK",
      `
      anthropic = Anthropic::BedrockClient.new(aws_region: "us-west-2")
      anthropic.messages.create(max_tokens: 10, messages: [{ role: "user", content: "Hi" }], model: "us.anthropic.claude-sonnet-4-20250514-v1:0")
      Anthropic::Client.new.messages.create(max_tokens: 10, messages: [], model: "claude-sonnet-4")`,
      `
anthropic Messages model=us.anthropic.claude-sonnet-4-20250514-v1:0 cap=10 region=us-west-2
  user: Hi`,
    ],
    [
      'plain HTTP: a request that is filled in before it is sent, and Faraday',
      `
      require "net/http"
      uri = URI("https://bedrock-runtime.us-east-1.amazonaws.com/model/amazon.nova-lite-v1:0/converse")
      Net::HTTP.start(uri.hostname, uri.port, use_ssl: true) do |http|
        request = Net::HTTP::Post.new(uri)
        request["Content-Type"] = "application/json"
        request.body = { messages: [{ role: "user", content: [{ text: "Hi" }] }], inferenceConfig: { maxTokens: 5 } }.to_json
        http.request(request)
      end
      connection = Faraday.new(url: "https://bedrock-runtime.us-west-2.amazonaws.com")
      connection.post("/model/amazon.nova-pro-v1:0/converse", { messages: [{ role: "user", content: [{ text: "Ho" }] }] }.to_json)
      connection.post("/other", "x")`,
      `
http Converse model=amazon.nova-lite-v1:0 cap=5 region=us-east-1
  user: Hi
http Converse model=amazon.nova-pro-v1:0 cap=- region=us-west-2
  user: Ho`,
    ],
  ]);
});
