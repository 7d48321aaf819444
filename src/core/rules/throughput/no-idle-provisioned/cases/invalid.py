import boto3

bedrock = boto3.client("bedrock", region_name="us-east-1")

made = bedrock.create_provisioned_model_throughput(
#      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ throughput/no-idle-provisioned: Provisioned throughput without a commitment is billed every hour of all 730 of a month, used or not, and nothing in this file deletes it.
    modelUnits=1, provisionedModelName="desk", modelId="anthropic.claude-test-1-v1:0"
)
