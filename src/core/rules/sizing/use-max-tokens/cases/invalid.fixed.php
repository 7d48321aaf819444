<?php

use Aws\BedrockRuntime\BedrockRuntimeClient;

$client = new BedrockRuntimeClient(['region' => 'us-east-1']);

function ask(BedrockRuntimeClient $client, string $question)
{
    return $client->converse([
        'modelId' => 'us.anthropic.claude-test-1-v1:0',
        'messages' => [['role' => 'user', 'content' => [['text' => $question]]]],
        'inferenceConfig' => ['maxTokens' => 4096],
    ]);
}

function askInJson(BedrockRuntimeClient $client, string $question)
{
    $body = [
        "anthropic_version" => "bedrock-2023-05-31",
        "messages" => [["role" => "user", "content" => $question]],
        "max_tokens" => 4096
    ];
    return $client->invokeModel(['modelId' => 'us.anthropic.claude-test-1-v1:0', 'body' => json_encode($body)]);
}
