import boto3

MESSAGES = [{"role": "user", "content": [{"text": "Why is the sky blue?"}]}]
frankfurt = boto3.client("bedrock-runtime", region_name="eu-central-1")
beijing = boto3.client("bedrock-runtime", region_name="cn-north-1")
#                                                     ^^^^^^^^^^^^ correctness/no-unsupported-region: There is no Bedrock in cn-north-1: the call finds no endpoint. In China AWS offers open models on SageMaker AI endpoints

frankfurt.converse(modelId="us.anthropic.claude-test-1-v1:0", messages=MESSAGES, inferenceConfig={"maxTokens": 500})
#                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ correctness/no-unsupported-region: The profile us. cannot be called from eu-central-1: Bedrock refuses the call. Call it as eu.anthropic.claude-test-1-v1:0, or from another Region.
frankfurt.converse(modelId="meta.llama-test-8b-v1:0", messages=MESSAGES, inferenceConfig={"maxTokens": 500})
#                          ^^^^^^^^^^^^^^^^^^^^^^^^^ correctness/no-unsupported-region: Llama Test 8B is not offered in eu-central-1: Bedrock refuses the call. Call it from us-east-1, us-west-2, or take another model.


def ask(model_id):
    return beijing.converse(modelId=model_id, messages=MESSAGES, inferenceConfig={"maxTokens": 500})
