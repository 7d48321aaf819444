import boto3

MESSAGES = [{"role": "user", "content": [{"text": "Why is the sky blue?"}]}]

client = boto3.client("bedrock-runtime", region_name="eu-west-1")
client.converse(modelId="eu.anthropic.claude-opus-test-8", messages=MESSAGES, inferenceConfig={"maxTokens": 900})
client.converse(modelId="global.anthropic.claude-opus-test-8", messages=MESSAGES, inferenceConfig={"maxTokens": 900})
client.converse(modelId="us.amazon.nova-test-v1:0", messages=MESSAGES, inferenceConfig={"maxTokens": 900})
