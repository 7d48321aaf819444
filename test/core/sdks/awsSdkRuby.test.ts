import { itFinds } from './itFinds.ts';

describe('AWS SDK for Ruby', () => {
  itFinds('app/services/asker.rb', [
    [
      'a request of named arguments, with a client that is kept',
      `
      class Asker
        MODEL = ENV.fetch("MODEL_ID", "amazon.nova-lite-v1:0").freeze
        SYSTEM = <<~TEXT
          Be terse.
            Say why.
        TEXT

        def initialize(max_tokens: 512)
          @max_tokens = max_tokens
        end

        def ask(question)
          client.converse(
            model_id: MODEL,
            system: [{ text: SYSTEM }],
            messages: [{ role: "user", content: [{ text: "Explain #{question}" }] }],
            inference_config: { max_tokens: @max_tokens, temperature: 0.2 },
          )
        end

        private

        def client
          @client ||= Aws::BedrockRuntime::Client.new(region: "eu-west-1")
        end
      end`,
      `
aws-sdk-ruby Converse model=amazon.nova-lite-v1:0 cap=512 region=eu-west-1
  system: Be terse. Say why. 
  user: Explain {question}`,
    ],
    [
      'a request in a hash that is changed, streamed with a block',
      `
      client = Aws::BedrockRuntime::Client.new
      params = { model_id: "us.amazon.nova-pro-v1:0", messages: [{ role: "user", content: [{ text: "Hello" }] }] }
      params[:inference_config] = { max_tokens: 64 }
      client.converse_stream(params) do |stream|
        stream.on_content_block_delta_event { |event| print event.delta.text }
      end`,
      `
aws-sdk-ruby ConverseStream model=us.amazon.nova-pro-v1:0 cap=64 region=- streaming
  user: Hello`,
    ],
    [
      'bodies as JSON, made by methods, in a loop',
      `
      class Batch
        def run(texts)
          texts.each { |text| invoke(body(text)) }
        end

        def body(text, cap = 300)
          { anthropic_version: "bedrock-2023-05-31", max_tokens: cap, messages: [{ role: "user", content: text }] }.to_json
        end

        def invoke(body)
          @client.invoke_model(model_id: "anthropic.claude-3-haiku-20240307-v1:0", body: body)
        end
      end`,
      `
aws-sdk-ruby InvokeModel model=anthropic.claude-3-haiku-20240307-v1:0 cap=300 region=? loop unseen
  user: {text}`,
    ],
    [
      'a knowledge base, and no method of its own or of another client',
      `
      kb = Aws::BedrockAgentRuntime::Client.new(region: "us-east-1")
      kb.retrieve_and_generate(
        input: { text: "What?" },
        retrieve_and_generate_configuration: {
          type: "KNOWLEDGE_BASE",
          knowledge_base_configuration: {
            knowledge_base_id: "KB",
            model_arn: "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-micro-v1:0"
          }
        }
      )
      Aws::Kendra::Client.new.retrieve(index_id: "x", query_text: "y")
      Stripe::Charge.retrieve("id")

      class Wrapper
        def converse(text)
          text
        end
      end
      Wrapper.new.converse("no call")`,
      `
aws-sdk-ruby RetrieveAndGenerate model=arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-micro-v1:0 cap=- region=us-east-1 unseen
  document: {search results}
  user: What?`,
    ],
    [
      'constants and methods of files that are loaded by name',
      `
      module Ai
        class Summary < Base
          def call = client.converse(model_id: Models::FAST, messages: messages, inference_config: Ai::Limits.short)

          def messages
            [{ role: "user", content: [{ text: "Sum up" }] }]
          end
        end
      end`,
      `
aws-sdk-ruby Converse model=amazon.nova-micro-v1:0 cap=99 region=us-west-2
  user: Sum up`,
      {
        workspaceFiles: {
          'app/services/base.rb':
            'class Base\n  def client = Aws::BedrockRuntime::Client.new(region: "us-west-2")\nend\n',
          'app/models/models.rb': 'module Models\n  FAST = "amazon.nova-micro-v1:0"\nend\n',
          'app/lib/ai/limits.rb':
            'module Ai\n  class Limits\n    def self.short\n      { max_tokens: 99 }\n    end\n  end\nend\n',
        },
      },
    ],
  ]);
});
