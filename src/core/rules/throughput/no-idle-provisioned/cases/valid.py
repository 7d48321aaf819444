import boto3

bedrock = boto3.client("bedrock", region_name="us-east-1")

made = bedrock.create_provisioned_model_throughput(
    modelUnits=1, provisionedModelName="desk", modelId="anthropic.claude-test-1-v1:0"
)
bedrock.delete_provisioned_model_throughput(provisionedModelId=made["provisionedModelArn"])
