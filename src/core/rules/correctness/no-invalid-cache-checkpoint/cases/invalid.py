import boto3

client = boto3.client("bedrock-runtime", region_name="us-east-1")
MANUAL = open("manual.md").read()
TOOL = {"toolSpec": {"name": "free_bikes", "description": MANUAL, "inputSchema": {"json": {"type": "object"}}}}


def ask_a_model_without_cache(question):
    return client.converse(
        modelId="us.meta.llama-test-8b-v1:0",
        system=[{"text": MANUAL}, {"cachePoint": {"type": "default"}}],
        #                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ correctness/no-invalid-cache-checkpoint: Llama Test 8B takes no cache checkpoints: the call is refused.
        messages=[{"role": "user", "content": [{"text": question}]}],
        inferenceConfig={"maxTokens": 500},
    )


def ask_nova(question):
    return client.converse(
        modelId="us.amazon.nova-test-v1:0",
        toolConfig={"tools": [TOOL, {"cachePoint": {"type": "default"}}]},
        #                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ correctness/no-invalid-cache-checkpoint: Nova Test takes no cache checkpoint in tools: the call is refused.
        messages=[{"role": "user", "content": [{"text": question}]}],
        inferenceConfig={"maxTokens": 500},
    )


def ask_in_order(question):
    return client.converse(
        modelId="us.anthropic.claude-test-1-v1:0",
        toolConfig={"tools": [TOOL, {"cachePoint": {"type": "default"}}]},
        #                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ correctness/no-invalid-cache-checkpoint: A checkpoint of an hour stands behind one of five minutes: the call is refused.
        system=[{"text": MANUAL}, {"cachePoint": {"type": "default", "ttl": "1h"}}],
        messages=[{"role": "user", "content": [{"text": question}]}],
        inferenceConfig={"maxTokens": 500},
    )
