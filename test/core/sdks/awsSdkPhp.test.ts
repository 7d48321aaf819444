import { itFinds } from './itFinds.ts';

const HEAD = `<?php
namespace App\\Services;

use Aws\\BedrockRuntime\\BedrockRuntimeClient;
use Aws\\BedrockAgentRuntime\\BedrockAgentRuntimeClient;
use Prism\\Prism\\Facades\\Prism;
use Symfony\\AI\\Platform\\Bridge\\Bedrock\\Factory;
use Symfony\\AI\\Platform\\Message\\Message;
use Symfony\\AI\\Platform\\Message\\MessageBag;
use Illuminate\\Support\\Facades\\Http;
use Anthropic\\Bedrock;
`;

describe('AWS SDK for PHP', () => {
  itFinds('app/Services/Asker.php', [
    [
      'a request of a class with promoted properties, and settings of Laravel',
      `${HEAD}
      class Asker {
          private const SYSTEM = 'Be terse.';
          private BedrockRuntimeClient $client;
          public function __construct(private int $maxTokens = 512) {
              $this->client = new BedrockRuntimeClient(['region' => env('BEDROCK_REGION', 'eu-west-1')]);
          }
          public function ask(string $question): string {
              $result = $this->client->converse([
                  'modelId' => config('services.bedrock.model'),
                  'system' => [['text' => self::SYSTEM]],
                  'messages' => [['role' => 'user', 'content' => [['text' => "Explain {$question}"]]]],
                  'inferenceConfig' => ['maxTokens' => $this->maxTokens],
              ]);
              return $result['output'];
          }
      }`,
      `
aws-sdk-php Converse model=amazon.nova-lite-v1:0 cap=512 region=eu-west-1
  system: Be terse.
  user: Explain {question}`,
      {
        workspaceFiles: {
          'config/services.php': `<?php
return [
    'bedrock' => ['model' => env('BEDROCK_MODEL', 'amazon.nova-lite-v1:0')],
];
`,
        },
      },
    ],
    [
      'bodies as JSON, promises and the factory of the SDK',
      `${HEAD}
      $sdk = new \\Aws\\Sdk(['region' => 'us-east-1']);
      $client = $sdk->createBedrockRuntime();
      $body = [];
      $body['anthropic_version'] = 'bedrock-2023-05-31';
      $body['max_tokens'] = 300;
      $body['messages'] = [['role' => 'user', 'content' => 'Hello']];
      $client->invokeModelAsync(['modelId' => 'anthropic.claude-3-haiku-20240307-v1:0', 'body' => json_encode($body)]);
      foreach ($texts as $text) {
          $client->invokeModelWithResponseStream([
              'modelId' => 'amazon.nova-lite-v1:0',
              'body' => json_encode(['messages' => [['role' => 'user', 'content' => [['text' => $text]]]]]),
          ]);
      }`,
      `
aws-sdk-php InvokeModel model=anthropic.claude-3-haiku-20240307-v1:0 cap=300 region=-
  user: Hello
aws-sdk-php InvokeModelWithResponseStream model=amazon.nova-lite-v1:0 cap=- region=- streaming loop
  user: {text}`,
    ],
    [
      'knowledge bases and agents, and no method of its own or of another service',
      `${HEAD}
      class Caller {
          public function __construct(private BedrockAgentRuntimeClient $agents, private $stripe) {}
          public function converse(string $text) { return $text; }
          public function run() {
              $this->agents->invokeAgent(['agentId' => 'A', 'agentAliasId' => 'B', 'sessionId' => 'c', 'inputText' => 'Go']);
              $this->stripe->accounts->retrieve('x');
              $this->converse('no');
          }
      }`,
      `
aws-sdk-php InvokeAgent model=? cap=n/a region=? streaming unseen
  user: Go`,
    ],
  ]);
});

describe('libraries for PHP', () => {
  itFinds('app/Services/Asker.php', [
    [
      'Prism',
      `${HEAD}
      Prism::text()
          ->using('bedrock', 'anthropic.claude-3-haiku-20240307-v1:0')
          ->withSystemPrompt('Be terse.')
          ->withPrompt("Why is $thing?")
          ->withMaxTokens(99)
          ->asText();
      Prism::text()->using('openai', 'gpt-5')->withPrompt('no')->asText();
      Prism::embeddings()->using('bedrock', 'amazon.titan-embed-text-v2:0')->fromInput('some text')->asEmbeddings();`,
      `
prism Converse model=anthropic.claude-3-haiku-20240307-v1:0 cap=99 region=?
  system: Be terse.
  user: Why is {thing}?
prism InvokeModel model=amazon.titan-embed-text-v2:0 cap=n/a region=?
  user: some text`,
    ],
    [
      'Symfony AI',
      `${HEAD}
      $platform = Factory::createPlatform();
      $messages = new MessageBag(Message::forSystem('Be terse.'), Message::ofUser('What?'));
      $platform->invoke('claude-sonnet-4-5-20250929', $messages, ['max_tokens' => 7]);
      $platform->invoke('nova-pro', $messages);`,
      `
symfony-ai InvokeModel model=anthropic.claude-sonnet-4-5-20250929-v1:0 cap=7 region=?
  system: Be terse.
  user: What?
symfony-ai InvokeModel model=amazon.nova-pro-v1:0 cap=- region=?
  system: Be terse.
  user: What?`,
    ],
    [
      "Anthropic's SDK and plain HTTP",
      `${HEAD}
      $client = Bedrock\\Client::withCredentials(region: 'us-east-1');
      $client->messages->create(model: 'anthropic.claude-3-haiku-20240307-v1:0', maxTokens: 10, messages: [['role' => 'user', 'content' => 'Hi']]);
      Http::withToken($token)->post("https://bedrock-runtime.us-west-2.amazonaws.com/model/amazon.nova-lite-v1:0/converse", [
          'messages' => [['role' => 'user', 'content' => [['text' => 'Ho']]]],
      ]);
      Http::post('https://example.com/model/x/converse', []);`,
      `
anthropic Messages model=anthropic.claude-3-haiku-20240307-v1:0 cap=10 region=us-east-1
  user: Hi
http Converse model=amazon.nova-lite-v1:0 cap=- region=us-west-2
  user: Ho`,
    ],
  ]);
});
