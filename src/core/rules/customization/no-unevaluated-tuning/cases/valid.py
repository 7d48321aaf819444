import boto3

bedrock = boto3.client("bedrock", region_name="us-east-1")

bedrock.create_model_customization_job(
    jobName="desk",
    customModelName="desk",
    roleArn="arn:aws:iam::111122223333:role/tuning",
    baseModelIdentifier="amazon.nova-test-v1:0",
    trainingDataConfig={"s3Uri": "s3://example-bucket/train.jsonl"},
    outputDataConfig={"s3Uri": "s3://example-bucket/out/"},
    validationDataConfig={"validators": [{"s3Uri": "s3://example-bucket/test.jsonl"}]},
)
